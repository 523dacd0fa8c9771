import { expect, test } from "vitest";
import { screen } from "../../report/write-report";
import { PEERS, PROCEDURE, SELECT_1, STATEMENTS } from "../contenders/names";
import type { Timings } from "../timings";
import { growthSection } from "./growth";
import { ratiosSection } from "./ratios";

/** Milliseconds at 100k; at 1m the statements and the peers take twice as long. */
const AT_100K: Readonly<Record<string, number>> = {
  [SELECT_1]: 0.1,
  [STATEMENTS]: 0.25,
  [PROCEDURE]: 0.9,
  [PEERS.liteLlmDaily]: 10,
  [PEERS.langfuse]: 1_000,
};
const timings: Timings = (_question, size, contender) => {
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

test("bars are of the largest size, in multiples of select 1 and of the statements", () => {
  const found = new Map(ratios.bars.map((bar) => [bar.what, bar]));
  const measuredAs = (what: string) => found.get(what)?.measured;
  expect(measuredAs("summary of the month: statements, in select 1")).toBeCloseTo(5);
  expect(
    measuredAs("summary of the month: procedure beyond its statements, in select 1"),
  ).toBeCloseTo(4);
  expect(measuredAs("summary: LiteLLM's daily table, in its statements")).toBeCloseTo(40);
  expect(found.get("summary: plain three-table join, in its statements")).toMatchObject({
    measured: 120_000,
    isMoreThan: true,
  });
});

test("growth is that of the statements from one size to the next", () => {
  expect(growth.bars.map((bar) => bar.measured)).toEqual([2, 2, 2, 2, 2, 2]);
});

test("the screen names what is missed and nothing else", () => {
  const text = screen({ size: "1m", postgres: "18.4", sections: [ratios, growth] });
  // Of 21: trend and 30 days of the statements, LiteLLM's daily table, and six times growth.
  expect(text).toContain("12 of 21 bars passed");
  expect(text).toContain("missed: trend of six months: statements, in select 1: 5, bar at most 4");
  expect(text).not.toContain("missed: summary of the month: statements");
});
