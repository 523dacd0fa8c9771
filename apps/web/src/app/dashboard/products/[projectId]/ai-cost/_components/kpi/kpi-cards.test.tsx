import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { aSummary } from "@/app/dashboard/products/[projectId]/testing/outputs";
import { aBreakdown, usageRow } from "@/app/dashboard/products/[projectId]/testing/usage";
import type { Summary } from "../../outputs";
import { KpiCards } from "./kpi-cards";
import { figuresOfSummary, figuresOfUsage, type MonthFigures } from "./month-figures";

afterEach(cleanup);

const INPUT = { from: "2026-11-01", to: "2026-11-22", compare: "previousMonth" };
const COMPARED = {
  ...aBreakdown(INPUT),
  previousRange: { from: "2026-10-01", to: "2026-10-22" },
  total: usageRow({ cost: 392, previous: usageRow({ cost: 350 }) }),
};
const changes = figuresOfSummary(aSummary(), COMPARED).changes;

/** The text of the card with this label, with normal spaces instead of narrow ones. */
function card(label: string, parts: Partial<Summary> = {}, figures: Partial<MonthFigures> = {}) {
  const summary = aSummary(parts);
  render(
    <KpiCards
      summary={summary}
      figures={{ ...figuresOfSummary(summary, COMPARED), ...figures }}
      isFiltered={false}
    />,
  );
  return screen.getByRole("region", { name: label }).textContent.replaceAll("\u202f", " ");
}

test("Total Spend compares the month's complete days with as many of the month before", () => {
  const text = card("Total Spend");
  expect(text).toContain("$412.38");
  expect(text).toContain("exactly $412.384213");
  expect(text).toContain("Up 12 % vs $350.00 on 1–22 Oct");
});

test.each([
  [350, 700, "Down 50 % vs"],
  [350, 350, "Changed by 0 % vs"],
])("$%d after $%d: %s", (current, previous, words) => {
  const cost = { current, previous };
  expect(card("Total Spend", {}, { changes: changes && { ...changes, cost } })).toContain(words);
});

test("tokens and completed jobs are compared too, and nothing is compared with zero", () => {
  expect(card("Token Usage")).toContain("Up 12 % vs 17.5M on 1–22 Oct");
  cleanup();
  expect(card("Agent Jobs")).toContain("Up 12 % vs 350 on 1–22 Oct");
  cleanup();
  const completedJobs = { current: 4, previous: 0 };
  const jobs = card("Agent Jobs", {}, { changes: changes && { ...changes, completedJobs } });
  expect(jobs).not.toContain("vs");
});

test("while usage from before an update is added up, nothing is compared", () => {
  const incomplete = { ...COMPARED, isComplete: false };
  expect(figuresOfSummary(aSummary(), incomplete).changes).toBeNull();
});

test("without a comparison the card shows the days that count", () => {
  const text = card("Total Spend", {}, { changes: null });
  expect(text).not.toContain("vs");
  expect(text).toContain("1–23 Nov");
});

test("Token Usage is short, with the exact count, and split into input and output", () => {
  const text = card("Token Usage");
  expect(text).toContain("88.4M (exactly 88,446,912)");
  expect(text).toContain("81.2M in · 7.21M out");
});

test("Agent Jobs shows the completed jobs, of all that were charged", () => {
  const text = card("Agent Jobs");
  expect(text).toContain("1,204");
  expect(text).toContain("of 1,251 charged · 31 failed · 16 running or cancelled");
});

test.each([
  [{ completedJobs: 0, failedJobs: 0, totalJobs: 41 }, "41 charged · no end reported"],
  [
    { completedJobs: 0, failedJobs: 2, totalJobs: 41 },
    "of 41 charged · 2 failed · 39 running or cancelled",
  ],
  [{ completedJobs: 0, failedJobs: 0, totalJobs: 0 }, "of 0 charged · 0 failed"],
])("Agent Jobs of %j has the caption %s", (jobs, caption) => {
  expect(card("Agent Jobs", jobs)).toContain(caption);
});

test("Budget Used shows the limit and when the month resets", () => {
  const text = card("Budget Used");
  expect(text).toContain("82.4 %");
  expect(text).toContain("of $500.00 · resets 1 Dec UTC");
});

test("a past month does not reset", () => {
  const past = {
    month: "2026-10",
    periodStart: "2026-10-01T00:00:00.000Z",
    periodEnd: "2026-11-01T00:00:00.000Z",
  };
  expect(card("Budget Used", past)).not.toContain("resets");
  cleanup();
  expect(card("Total Spend", past)).toContain("1–31 Oct");
});

test("without a limit there is no percentage", () => {
  const text = card("Budget Used", { budgetLimit: null, budgetPct: null, budgetStatus: "none" });
  expect(text).toContain("—");
  expect(text).toContain("No budget");
});

test("a percentage below 100 is never shown as 100", () => {
  expect(card("Budget Used", { budgetPct: 99.96 })).toContain("99.9 %");
});

test("with unpriced charges the spend and its share of the budget are at least that much", () => {
  expect(card("Total Spend", { unpricedCharges: 3 })).toContain("at least $412.38");
  cleanup();
  expect(card("Budget Used", { unpricedCharges: 3 })).toContain("at least 82.4 %");
  cleanup();
  expect(card("Token Usage", { unpricedCharges: 3 })).not.toContain("at least");
});

test("a month in which no call has a known price has no cost", () => {
  const text = card("Total Spend", { totalCost: 0, grossCost: 0, unpricedCharges: 3 });
  expect(text).toContain("—");
  expect(text).not.toContain("at least");
});

describe("with a filter", () => {
  const summary = aSummary();
  const filtered = (filter: { agentTypes?: string[]; models?: string[] }) => {
    const figures = figuresOfUsage(aBreakdown({ ...INPUT, compare: "none", filter }), null);
    render(<KpiCards summary={summary} figures={figures} isFiltered />);
    return (label: string) => screen.getByRole("region", { name: label }).textContent;
  };

  test("the cards show the selected part, and the budget stays that of the whole product", () => {
    const text = filtered({ agentTypes: ["research"] });
    expect(text("Total Spend")).toContain("$22.00");
    expect(text("Budget Used")).toContain("Whole product");
  });

  test("jobs cannot be told by model", () => {
    const text = filtered({ models: ["claude-sonnet-4-5"] });
    expect(text("Agent Jobs")).toContain("—");
    expect(text("Agent Jobs")).toContain("Not counted by model");
  });
});
