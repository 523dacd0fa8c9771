import type { RouterOutputs } from "@ai-cost/api";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { aListedRun } from "../../../testing/runs";
import { RunBreakdown } from "./run-breakdown";
import { RunTotals } from "./run-totals";

afterEach(cleanup);

type Run = RouterOutputs["pipelineRuns"]["get"];

const part = { inputTokens: 10, outputTokens: 2, calls: 4, unpricedCharges: 0 };

const aRunPage = (parts: Partial<Run> = {}): Run => ({
  ...aListedRun(),
  completedJobs: 38,
  failedJobs: 2,
  chargeCount: 160,
  refundedCost: 0,
  cachedInputTokens: 6_000_000,
  failedCost: 1.64,
  agentTypes: [
    { ...part, agentType: "research", jobs: 40, failedJobs: 2, cost: 30, pctOfTotal: 78.74 },
    { ...part, agentType: "testing", jobs: 1, failedJobs: 0, cost: 8.1, pctOfTotal: 21.26 },
  ],
  models: [{ ...part, model: "claude-sonnet-4-5", cost: 38.1, pctOfTotal: 100 }],
  ...parts,
});

const totals = (parts: Partial<Run> = {}) => {
  render(<RunTotals run={aRunPage(parts)} />);
  return screen.getByRole("region", { name: "Total of this run" }).textContent;
};

test("the totals say what is typical, how much was cached and what failed jobs cost", () => {
  expect(totals()).toBe(
    "Total cost$38.102.5× the typical $15.24 of schedule runs" +
      "Token usage9M8M in · 1M out75.0\u202f% of input cached" +
      "Agent jobs4138 completed · 2 failed · 1 running or cancelled$1.64 spent on failed jobs" +
      "Charges160All priced",
  );
});

test("nothing is compared with what is not known", () => {
  const text = totals({ typicalCost: null, inputTokens: 0, outputTokens: 0, failedJobs: 0 });
  expect(text).not.toMatch(/typical|cached|failed jobs/);
});

test("the cost is divided by agent type and by model", () => {
  render(<RunBreakdown run={aRunPage()} />);
  const rowsOf = (name: string) =>
    within(screen.getByRole("region", { name }))
      .getAllByRole("row")
      .slice(1)
      .map(({ textContent }) => textContent);
  expect(rowsOf("By agent type")).toEqual([
    "Research40 jobs12 tokens$30.0078.7\u202f% of the run",
    "Testing1 job12 tokens$8.1021.3\u202f% of the run",
  ]);
  expect(rowsOf("By model")).toEqual([
    "claude-sonnet-4-54 calls12 tokens$38.10100.0\u202f% of the run",
  ]);
});
