import { markdownTable } from "@ai-cost/testing";
import { cellText } from "./cell-text";
import type { Bar } from "./section";

/** Nothing passes that was not measured. */
export const isPassed = ({ measured, isMoreThan, bound }: Bar): boolean =>
  "atMost" in bound ? !isMoreThan && measured <= bound.atMost : measured >= bound.atLeast;

export const barsTable = (bars: readonly Bar[]): string =>
  markdownTable(
    ["what", "measured", "bar", ""],
    bars.map((bar) => [
      bar.what,
      measuredText(bar),
      boundText(bar),
      isPassed(bar) ? "passed" : "missed",
    ]),
  );

/** `summary of the month, in select 1: 4.12, bar at most 6` */
export const barLine = (bar: Bar): string =>
  `${bar.what}: ${measuredText(bar)}, bar ${boundText(bar)}`;

const measuredText = ({ measured, isMoreThan }: Bar) =>
  `${isMoreThan ? "more than " : ""}${cellText(measured)}`;
const boundText = ({ bound }: Bar) =>
  "atMost" in bound ? `at most ${cellText(bound.atMost)}` : `at least ${cellText(bound.atLeast)}`;
