import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { aSummary } from "@/app/dashboard/products/[projectId]/testing/outputs";
import type { Summary } from "../../outputs";
import { KpiCards } from "./kpi-cards";

afterEach(cleanup);

/** The text of the card with this label, with normal spaces instead of narrow ones. */
function card(label: string, parts: Partial<Summary> = {}): string {
  render(<KpiCards summary={aSummary(parts)} />);
  return screen.getByRole("region", { name: label }).textContent.replaceAll("\u202f", " ");
}

test("Total Spend compares the month's complete days with as many of the month before", () => {
  const text = card("Total Spend");
  expect(text).toContain("$412.38");
  expect(text).toContain("exactly $412.384213");
  expect(text).toContain("Up 12 % vs 1–22 Oct");
});

test.each([
  [350, 700, "Down 50 % vs"],
  [350, 350, "Changed by 0 % vs"],
])("$%d after $%d: %s", (cost, previousCost, words) => {
  const { comparison } = aSummary();
  const text = card("Total Spend", {
    comparison: comparison && { ...comparison, cost, previousCost },
  });
  expect(text).toContain(words);
});

test("without a comparison the card shows the days that count", () => {
  const text = card("Total Spend", { comparison: null });
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
  expect(text).toContain("of 1,251 charged · 31 failed");
});

test.each([
  [{ completedJobs: 0, failedJobs: 0, totalJobs: 41 }, "41 charged · no end reported"],
  [{ completedJobs: 0, failedJobs: 2, totalJobs: 41 }, "of 41 charged · 2 failed"],
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
  expect(card("Total Spend", { ...past, comparison: null })).toContain("1–31 Oct");
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
