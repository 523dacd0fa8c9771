import { expect, test } from "vitest";
import { summaryText } from "../../report/write-report";
import { PEERS, PROCEDURE, SELECT_1, STATEMENTS } from "../contenders/names";
import type { Timings } from "../timing/time-queries";
import { growthSection } from "./growth";
import { ratiosSection } from "./ratios";

/**
 * The time of each contender at the size 100k, in milliseconds. At the size 1m, `select 1` and the
 * procedures take the same time and all other contenders take twice as long.
 */
const AT_100K: Readonly<Record<string, number>> = {
  [SELECT_1]: 0.1,
  [STATEMENTS]: 0.25,
  [PROCEDURE]: 0.9,
  [PEERS.liteLlmDaily]: 10,
  [PEERS.langfuse]: 1_000,
};
const timings: Timings = (_query, size, contender) => {
  if (contender === PEERS.plainJoin) return { ms: 60_000, calls: 1, isMoreThan: true };
  const ms = AT_100K[contender];
  const isConstant = contender === SELECT_1 || contender === PROCEDURE;
  return ms === undefined
    ? undefined
    : { ms: size === "1m" && !isConstant ? 2 * ms : ms, calls: 5, isMoreThan: false };
};
const measured = { sizes: ["100k", "1m"], timings } as const;
const ratios = ratiosSection(measured, []);
const growth = growthSection(measured, "100k", "1m");

test("targets are about the largest size, in multiples of select 1 and of the statements", () => {
  const found = new Map(ratios.targets.map((target) => [target.what, target]));
  const measuredAs = (what: string) => found.get(what)?.measured;
  expect(measuredAs("summary of the month: statements, in multiples of select 1")).toBeCloseTo(5);
  expect(
    measuredAs("summary of the month: procedure beyond its statements, in multiples of select 1"),
  ).toBeCloseTo(4);
  expect(
    measuredAs("summary of the month: LiteLLM's daily table, in multiples of the statements"),
  ).toBeCloseTo(40);
  expect(
    found.get("summary of the month: plain three-table join, in multiples of the statements"),
  ).toMatchObject({
    measured: 120_000,
    isMoreThan: true,
  });
});

test("growth is the time of the statements at one size divided by that at the size before", () => {
  expect(growth.targets.map((target) => target.measured)).toEqual([2, 2, 2, 2, 2, 2, 2, 2]);
});

test("the summary lists the missed targets and no others", () => {
  const text = summaryText({ size: "1m", postgres: "18.4", sections: [ratios, growth] });
  // Eleven targets are missed: those for the statements of the trend and of 30 days, the summary's for
  // LiteLLM's daily table, and all eight targets for growth.
  expect(text).toContain("17 of 28 targets met");
  expect(text).toContain(
    "missed: trend of six months: statements, in multiples of select 1: 5, target at most 4",
  );
  expect(text).not.toContain("missed: summary of the month: statements");
});
