import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { PROJECT_ID } from "../../../testing/outputs";
import { aBreakdown, type UsageInput } from "../../../testing/usage";
import {
  chartInputs,
  dashboardSuite,
  region,
  renderDashboard,
} from "../../render-dashboard.testing";

dashboardSuite();

describe("the daily chart", () => {
  test("can be shown as a table, the latest day first", async () => {
    const { user } = renderDashboard({ search: "?range=7d" });
    await screen.findByRole("listbox", { name: "Daily spend" });
    await user.click(screen.getByRole("button", { name: "Table", pressed: false }));
    const table = await screen.findByRole("table", { name: "Daily spend, latest day first" });
    const days = within(table)
      .getAllByRole("rowheader")
      .map(({ textContent }) => textContent);
    expect(days.slice(0, 2)).toEqual(["Mon 23 Nov 2026, so far", "Sun 22 Nov 2026"]);
    expect(days).toHaveLength(7);
    expect(screen.queryByRole("listbox", { name: "Daily spend" })).toBeNull();
  });

  test("says how many days it shows and which was the most expensive", async () => {
    renderDashboard({ search: "?range=7d" });
    const card = await region("Daily spend");
    await waitFor(() =>
      expect(card.textContent).toContain(
        "$21.00 in 7 days · $3.00 a day on average over 6 complete days",
      ),
    );
  });
});

describe("the division of the bars", () => {
  const legend = () => screen.findByRole("list", { name: "Legend" });

  test("is by agent type, and the legend names each with its cost and hides it", async () => {
    const { user } = renderDashboard();
    const [implementation] = within(await legend()).getAllByRole("button", { pressed: true });
    expect(implementation?.textContent).toBe("Implementation$46.00");
    await user.click(within(await legend()).getByRole("button", { name: /Implementation/ }));
    expect(screen.getByRole("option", { name: /^Sun 22 Nov, \$1\.00 of \$3\.00/ })).toBeTruthy();
    await user.click(within(await legend()).getByRole("button", { pressed: false }));
    expect(screen.getByRole("option", { name: /^Sun 22 Nov, \$3\.00,/ })).toBeTruthy();
  });

  test("shows the costs of the day that is hovered", async () => {
    const { user } = renderDashboard();
    await legend();
    await user.hover(screen.getByRole("option", { name: /^Sun 22 Nov/ }));
    expect((await legend()).textContent).toBe("Implementation$2.00Research$1.00");
  });

  test("can be by model, or none, and is in the address", async () => {
    const { user, urlUpdates } = renderDashboard();
    await user.click(await screen.findByRole("radio", { name: "Model" }));
    await waitFor(async () => expect((await legend()).textContent).toContain("claude-sonnet-4-5"));
    await user.click(screen.getByRole("radio", { name: "Total" }));
    await waitFor(() => expect(screen.queryByRole("list", { name: "Legend" })).toBeNull());
    expect(urlUpdates.map(({ queryString }) => queryString)).toEqual(["?by=model", "?by=total"]);
  });
});

describe("the days of the chart", () => {
  test("can be chosen, and do not change the rest of the page", async () => {
    const { user, inputsOf, urlUpdates } = renderDashboard();
    await user.click(await screen.findByRole("button", { name: "Custom" }));
    const first = await screen.findByLabelText("First day");
    fireEvent.change(first, { target: { value: "2026-10-30" } });
    fireEvent.change(screen.getByLabelText("Last day"), { target: { value: "2026-11-02" } });
    await user.click(screen.getByRole("button", { name: "Show days" }));
    expect(await screen.findByRole("button", { name: "30 Oct–2 Nov" })).toBeTruthy();
    expect(urlUpdates.at(-1)?.queryString).toBe("?range=2026-10-30..2026-11-02");
    expect(chartInputs(inputsOf).at(-1)).toMatchObject({ compare: "previousPeriod" });
    for (const input of inputsOf("getMonthlySummary"))
      expect(input).toEqual({ projectId: PROJECT_ID });
  });

  test.each([
    ["2026-11-20", "2026-11-19", "The last day is before the first day, 2026-11-20."],
    ["2025-01-01", "2026-11-19", "The first day is more than 400 days before the end, 2026-11-19."],
  ])("from %s to %s are refused with a reason", async (from, to, reason) => {
    const { user, urlUpdates } = renderDashboard();
    await user.click(await screen.findByRole("button", { name: "Custom" }));
    fireEvent.change(await screen.findByLabelText("First day"), { target: { value: from } });
    fireEvent.change(screen.getByLabelText("Last day"), { target: { value: to } });
    await user.click(screen.getByRole("button", { name: "Show days" }));
    expect(await screen.findByText(reason)).toBeTruthy();
    expect(urlUpdates).toEqual([]);
  });

  test("are weeks when there are too many for a phone", async () => {
    const { inputsOf } = renderDashboard({ search: "?range=90d", isNarrow: true });
    await region("Daily spend");
    await waitFor(() => expect(chartInputs(inputsOf)).toHaveLength(1));
    expect(chartInputs(inputsOf)[0]).toMatchObject({ from: "2026-08-26", interval: "week" });
  });

  test("have the even share of the budget, which is that of the whole product", async () => {
    const { user } = renderDashboard();
    expect(await screen.findByText("Even budget, $16.67 a day")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Filter by agent type" }));
    await user.click(await screen.findByRole("checkbox", { name: /Research/ }));
    await waitFor(() => expect(screen.queryByText(/Even budget/)).toBeNull());
  });
});

describe("a day", () => {
  test("opens by a click on its bar, is in the address, and Escape closes it", async () => {
    const { user, urlUpdates } = renderDashboard();
    await user.click(await screen.findByRole("option", { name: /^Sun 22 Nov/ }));
    const dialog = await screen.findByRole("dialog", { name: "Sunday 22 November 2026" });
    expect(await within(dialog).findByText("$3.00")).toBeTruthy();
    expect(within(dialog).getByRole("region", { name: "Agent types" }).textContent).toContain(
      "Implementation$2.00",
    );
    await user.click(within(dialog).getByRole("button", { name: "21 Nov" }));
    expect(await screen.findByRole("dialog", { name: "Saturday 21 November 2026" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(urlUpdates.map(({ queryString }) => queryString)).toEqual([
      "?day=2026-11-22",
      "?day=2026-11-21",
      "",
    ]);
  });

  test("opens by Enter on the selected bar", async () => {
    const { user } = renderDashboard();
    const chart = await screen.findByRole("listbox", { name: "Daily spend" });
    act(() => chart.focus());
    await user.keyboard("{ArrowLeft}{Enter}");
    expect(await screen.findByRole("dialog", { name: "Sunday 22 November 2026" })).toBeTruthy();
  });

  test("without charges says so", async () => {
    const nothing = (input: UsageInput) =>
      aBreakdown({ ...input, filter: { agentTypes: ["none"] } });
    renderDashboard({ search: "?day=2026-11-22", procedures: { "aiCost.getBreakdown": nothing } });
    expect(await screen.findByText("No charges.")).toBeTruthy();
  });
});
