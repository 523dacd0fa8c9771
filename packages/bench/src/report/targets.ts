import { markdownTable } from "@ai-cost/testing";
import { cellText } from "./cell-text";
import type { Target } from "./section";

/** Returns whether the target is met. A target without a measurement, which is NaN, is not met. */
export const isMet = ({ measured, isMoreThan, bound }: Target): boolean =>
  "atMost" in bound ? !isMoreThan && measured <= bound.atMost : measured >= bound.atLeast;

export const targetsTable = (targets: readonly Target[]): string =>
  markdownTable(
    ["what", "measured", "target", ""],
    targets.map((target) => [
      target.what,
      measuredText(target),
      boundText(target),
      isMet(target) ? "met" : "missed",
    ]),
  );

/**
 * Returns a line about a target, such as `trend of six months: growth of its statements from 1m to
 * 10m: 0.961, target at most 1.2`.
 */
export const targetLine = (target: Target): string =>
  `${target.what}: ${measuredText(target)}, target ${boundText(target)}`;

const measuredText = ({ measured, isMoreThan }: Target) =>
  `${isMoreThan ? "more than " : ""}${cellText(measured)}`;
const boundText = ({ bound }: Target) =>
  "atMost" in bound ? `at most ${cellText(bound.atMost)}` : `at least ${cellText(bound.atLeast)}`;
