import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { deferred, internalError } from "@/trpc/testing/render-with-procedures";
import { aSummary, NO_BUDGET, PROJECT_ID } from "../../../testing/outputs";
import type { Summary } from "../../outputs";
import { chartInputs, dashboardSuite, renderDashboard } from "../../render-dashboard.testing";

dashboardSuite();

describe("the budget", () => {
  test("is changed in a dialog that waits for the response; then the page refetches", async () => {
    const response = deferred();
    let budget: Partial<ReturnType<typeof aSummary>> = {};
    const { user, inputsOf } = renderDashboard({
      procedures: {
        "aiCost.getMonthlySummary": () => aSummary(budget),
        "aiCost.setBudgetLimit": () => response.promise,
      },
    });
    await user.click(await screen.findByRole("button", { name: "Edit budget" }));
    await user.clear(await screen.findByRole("textbox"));
    await user.type(screen.getByRole("textbox"), "400{Enter}");
    expect(await screen.findByRole("button", { name: "Saving…" })).toBeTruthy();
    expect(screen.getByText("Approaching budget")).toBeTruthy();

    budget = { budgetLimit: 400, budgetPct: 103.1, budgetStatus: "exceeded" };
    response.resolve(budget);
    expect(await screen.findByText("Budget exceeded")).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputsOf("setBudgetLimit")).toEqual([{ projectId: PROJECT_ID, limitDollars: 400 }]);
    expect(inputsOf("getMonthlySummary")).toHaveLength(2);
    expect(chartInputs(inputsOf)).toHaveLength(2);
  });

  test("is removed", async () => {
    let budget: Partial<ReturnType<typeof aSummary>> = {};
    const { user, inputsOf } = renderDashboard({
      procedures: {
        "aiCost.getMonthlySummary": () => aSummary(budget),
        "aiCost.clearBudgetLimit": () => (budget = NO_BUDGET),
      },
    });
    await user.click(await screen.findByRole("button", { name: "Edit budget" }));
    await user.click(await screen.findByRole("button", { name: "Remove limit" }));
    const question = await screen.findByRole("dialog", { name: "Remove the monthly limit" });
    expect(question.textContent).toContain("The limit of $500.00 a month is removed.");
    expect(inputsOf("clearBudgetLimit")).toEqual([]);
    await user.click(within(question).getByRole("button", { name: "Remove limit" }));
    expect(await screen.findByRole("button", { name: "Set budget" })).toBeTruthy();
    expect(inputsOf("clearBudgetLimit")).toEqual([{ projectId: PROJECT_ID }]);
    expect(screen.queryByRole("meter")).toBeNull();
  });

  test.each([
    ["the first limit is set", NO_BUDGET, {}, "Set budget", "Edit budget"],
    ["the last limit is removed", {}, NO_BUDGET, "Edit budget", "Set budget"],
  ])("gets the focus back when %s", async (_, before, after, opener, remaining) => {
    let budget: Partial<Summary> = before;
    const { user } = renderDashboard({
      procedures: {
        "aiCost.getMonthlySummary": () => aSummary(budget),
        "aiCost.setBudgetLimit": () => (budget = after),
        "aiCost.clearBudgetLimit": () => (budget = after),
      },
    });
    await user.click(await screen.findByRole("button", { name: opener }));
    if (after === NO_BUDGET) {
      await user.click(await screen.findByRole("button", { name: "Remove limit" }));
      await user.click(screen.getByRole("button", { name: "Remove limit" }));
    } else await user.type(screen.getByRole("textbox"), "500{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const control = await screen.findByRole("button", { name: remaining });
    await waitFor(() => expect(document.activeElement).toBe(control));
  });

  test("does not change when the mutation fails, and the dialog says so", async () => {
    const { user, inputsOf } = renderDashboard({
      procedures: { "aiCost.setBudgetLimit": internalError },
    });
    await user.click(await screen.findByRole("button", { name: "Edit budget" }));
    await user.click(await screen.findByRole("button", { name: "Save limit" }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The limit was not changed.");
    expect(alert.textContent).toContain("6f6b2a1e");
    expect(inputsOf("getMonthlySummary")).toHaveLength(1);
  });

  test.each(["owner", "admin"] as const)("an %s may set it", async (role) => {
    renderDashboard({
      project: { role },
      procedures: { "aiCost.getMonthlySummary": () => aSummary(NO_BUDGET) },
    });
    expect(await screen.findByRole("button", { name: "Set budget" })).toBeTruthy();
  });

  test.each([{}, NO_BUDGET])(
    "a member sees no control, but reads who can set it",
    async (budget) => {
      renderDashboard({
        project: { role: "member" },
        procedures: { "aiCost.getMonthlySummary": () => aSummary(budget) },
      });
      expect(await screen.findByText("Owners and admins set the budget")).toBeTruthy();
      expect(screen.queryByRole("button", { name: /budget/ })).toBeNull();
    },
  );
});
