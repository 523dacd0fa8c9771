import type { Column } from "@/components/table/table";
import type { UsageGrouping, UsageSortKey } from "./usage-values";

type UsageColumn = Column<UsageSortKey>;

const NAMES = {
  agentType: "Agent type",
  model: "Model",
  month: "Month",
} as const satisfies Record<UsageGrouping, string>;

const figure = (sortKey: UsageSortKey, label: string): UsageColumn => ({
  sortKey,
  label,
  align: "right",
});

/** Jobs have an agent type and a month, but a job can use several models. */
const OF_JOBS = [
  figure("jobs", "Jobs"),
  figure("tokens", "Tokens"),
  figure("perJob", "Cost per job"),
  figure("success", "Success"),
];
const OF_CALLS = [
  figure("calls", "Calls"),
  figure("tokens", "Tokens"),
  figure("cached", "Cached"),
  figure("perMillion", "Cost per 1M"),
];

/** The columns of a table of usage. Without `changeLabel` nothing is compared, and there is no change. */
export const usageColumns = (grouping: UsageGrouping, changeLabel?: string): UsageColumn[] => [
  { sortKey: "name", label: NAMES[grouping] },
  ...(grouping === "model" ? OF_CALLS : OF_JOBS),
  { label: "Compared with the most expensive", hidden: true, className: "@max-4xl/table:hidden" },
  figure("cost", "Cost"),
  { ...figure("share", "Share"), className: "@max-3xl/table:hidden" },
  ...(changeLabel === undefined ? [] : [figure("change", changeLabel)]),
];
