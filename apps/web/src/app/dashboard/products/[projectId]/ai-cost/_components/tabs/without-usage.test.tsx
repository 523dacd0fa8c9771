import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aSummary, charges, NO_BUDGET, NO_SPEND } from "../../../testing/outputs";
import { aBreakdown, type UsageInput, usageRow } from "../../../testing/usage";
import type { Charge } from "../../outputs";
import { dashboardSuite, region, renderDashboard } from "../../render-dashboard.testing";

dashboardSuite();

describe("without usage", () => {
  test("a new product has cards, chart and all tabs, which say how to send usage", async () => {
    const { user } = renderDashboard({
      project: { hasUsage: false },
      procedures: {
        "aiCost.getMonthlySummary": () => aSummary({ ...NO_SPEND, ...NO_BUDGET }),
        "aiCost.getRecentTransactions": () => [],
      },
    });
    expect((await region("Total Spend")).textContent).toContain("$0.00");
    expect(await screen.findByRole("listbox", { name: "Daily spend" })).toBeTruthy();
    for (const tab of [
      "Monthly Trend",
      "Top Pipelines",
      "Recent Runs",
      "By Model",
      "By Agent Type",
    ]) {
      await user.click(screen.getByRole("tab", { name: tab }));
      expect(await screen.findByRole("link", { name: "import a file" })).toBeTruthy();
      expect(screen.getByText(/Nothing has been recorded/)).toBeTruthy();
    }
  });

  test("with the first charge the tabs show it, and a new key stays on screen", async () => {
    let recorded: Charge[] = [];
    const { user, inputsOf } = renderDashboard({
      project: { hasUsage: false },
      procedures: {
        "aiCost.getRecentTransactions": () => recorded,
        "ingestKeys.create": () => ({ keyId: "key", text: "aic_secret" }),
      },
    });
    await user.type(await screen.findByLabelText("Name of the key"), "laptop{Enter}");
    expect(await screen.findAllByText(/aic_secret/)).not.toHaveLength(0);
    const summaries = inputsOf("getMonthlySummary").length;
    recorded = charges(1);
    const table = await screen.findByRole(
      "table",
      { name: "Spend by agent type" },
      { timeout: 5_000 },
    );
    expect(within(table).getByRole("rowheader", { name: "Implementation" })).toBeTruthy();
    expect(screen.queryByText(/Nothing has been recorded/)).toBeNull();
    expect(screen.getAllByText(/aic_secret/)).not.toHaveLength(0);
    expect(inputsOf("getMonthlySummary").length).toBeGreaterThan(summaries);
    await user.click(screen.getByRole("tab", { name: "Monthly Trend" }));
    expect(screen.getAllByText(/aic_secret/)).not.toHaveLength(0);
    await user.click(screen.getByRole("button", { name: "See the spend" }));
    expect(screen.queryByText(/aic_secret/)).toBeNull();
  });

  test("a month without spend is named", async () => {
    renderDashboard({
      search: "?month=2026-02",
      procedures: {
        "aiCost.getMonthlySummary": () => aSummary({ ...NO_SPEND, month: "2026-02" }),
        "aiCost.getBreakdown": (input: UsageInput) => ({
          ...aBreakdown(input),
          rows: [],
          total: usageRow(),
        }),
      },
    });
    expect(await screen.findByText("No spend in February 2026.")).toBeTruthy();
  });

  test("a month of unpriced calls has no most expensive run, and says why", async () => {
    renderDashboard({
      search: "?tab=pipelines",
      procedures: { "aiCost.getMonthlySummary": () => aSummary({ topRuns: [], totalCost: 0 }) },
    });
    expect(
      await screen.findByText(/No pipeline run of November 2026 has a known cost/),
    ).toBeTruthy();
  });

  test("an unpriced month explains its totals", async () => {
    renderDashboard({
      procedures: { "aiCost.getMonthlySummary": () => aSummary({ unpricedCharges: 1 }) },
    });
    expect(await screen.findByText(/1 charge of this month has no known cost yet/)).toBeTruthy();
  });
});
