import { Notice } from "@/components/feedback/notice";

/** Shown until the usage of an updated installation is in the rollup that the chart reads. */
export const IncompleteNotice = () => (
  <Notice tone="warning">
    Usage from before the last update is still being added up. Until that is done, the figures by
    day, agent type and model, and those of filters, can be too low. The totals of the month and the
    budget are complete.
  </Notice>
);
