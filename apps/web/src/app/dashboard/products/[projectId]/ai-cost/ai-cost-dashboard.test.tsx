import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { deferred, internalError } from "@/trpc/testing/render-with-procedures";
import { AS_OF, PROJECT_ID } from "../testing/outputs";
import { aBreakdown, type UsageInput } from "../testing/usage";
import {
  chartInputs,
  dashboardSuite,
  NOVEMBER,
  region,
  renderDashboard,
} from "./render-dashboard.testing";

dashboardSuite();

const COMPARED_DAYS = { projectId: PROJECT_ID, from: "2026-11-01", to: "2026-11-22" };

describe("the page as a whole", () => {
  test("has the cards, the budget, the daily chart above the tabs, and the first tab's panel", async () => {
    renderDashboard();
    await screen.findByRole("table", { name: /Spend by agent type/ });
    const landmarks = screen.getAllByRole("region").map((part) => part.getAttribute("aria-label"));
    expect(landmarks.slice(0, 5)).toEqual([
      "Total Spend",
      "Token Usage",
      "Agent Jobs",
      "Budget Used",
      "Budget",
    ]);
    expect(screen.getByRole("region", { name: "Daily spend" })).toBeTruthy();
    expect(screen.getAllByRole("tab").map(({ textContent }) => textContent)).toEqual([
      "By Agent Type",
      "Monthly Trend",
      "Top Pipelines",
      "Recent Runs",
      "By Model",
    ]);
    const chart = screen.getByRole("listbox", { name: "Daily spend" });
    const order = chart.compareDocumentPosition(screen.getByRole("tablist"));
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  test("queries the summary once for all its parts", async () => {
    const { inputsOf } = renderDashboard();
    await region("Total Spend");
    expect(inputsOf("getMonthlySummary")).toEqual([{ projectId: PROJECT_ID }]);
    expect(inputsOf("getBreakdown")).toEqual([
      { ...COMPARED_DAYS, groupBy: "agentType", compare: "previousMonth" },
      { ...NOVEMBER, groupBy: "none", compare: "previousMonth" },
      { ...NOVEMBER, groupBy: "agentType" },
      { projectId: PROJECT_ID, from: "2026-11-01", to: "2026-11-30", groupBy: "agentType" },
    ]);
  });

  test("the labels are shown at once, before the first data", () => {
    renderDashboard();
    expect(screen.getByText("Total Spend")).toBeTruthy();
    expect(screen.getByText("Loading the daily spend")).toBeTruthy();
    expect(screen.getAllByRole("tab")).toHaveLength(5);
  });
});

describe("the address", () => {
  test("selects month, range and tab", async () => {
    const { inputsOf } = renderDashboard({ search: "?month=2026-10&tab=pipelines" });
    expect(await screen.findByRole("tab", { name: "Top Pipelines", selected: true })).toBeTruthy();
    expect(inputsOf("getMonthlySummary")).toEqual([{ projectId: PROJECT_ID, month: "2026-10" }]);
    expect(chartInputs(inputsOf)).toMatchObject([{ from: "2026-10-01", to: "2026-10-31" }]);
    expect(screen.getByRole("button", { name: "October 2026, choose a month" })).toBeTruthy();
    expect(screen.queryByRole("radiogroup", { name: "Days shown" })).toBeNull();
  });

  test("each choice is a step that Back undoes", async () => {
    const { user, urlUpdates } = renderDashboard();
    await user.click(await screen.findByRole("radio", { name: "7d" }));
    await user.click(screen.getByRole("tab", { name: "Monthly Trend" }));
    await user.click(screen.getByRole("button", { name: /Previous month/ }));
    await user.click(await screen.findByRole("button", { name: /^Next month/ }));
    await waitFor(() => expect(urlUpdates).toHaveLength(4));
    expect(urlUpdates.map(({ queryString }) => queryString)).toEqual([
      "?range=7d",
      "?range=7d&tab=trend",
      "?range=7d&tab=trend&month=2026-10",
      "?range=7d&tab=trend",
    ]);
    expect(urlUpdates.every(({ history }) => history === "push")).toBe(true);
  });

  test("with an unknown value shows the same as without it", async () => {
    const { inputsOf } = renderDashboard({ search: "?month=2030-01&range=5d&tab=nope" });
    expect(await screen.findByRole("tab", { name: "By Agent Type", selected: true })).toBeTruthy();
    expect(inputsOf("getMonthlySummary")).toEqual([{ projectId: PROJECT_ID }]);
    expect(chartInputs(inputsOf)).toMatchObject([NOVEMBER]);
  });
});

test("another range keeps the old data, marked as busy, until the new data is there", async () => {
  const pending = deferred();
  const { user } = renderDashboard({
    procedures: {
      "aiCost.getBreakdown": (input: UsageInput) =>
        input.from === "2026-08-26" ? pending.promise : aBreakdown(input),
    },
  });
  const card = await region("Daily spend");
  await waitFor(() => expect(screen.queryByText("Loading the daily spend")).toBeNull());
  await user.click(screen.getByRole("radio", { name: "90d" }));
  await waitFor(() => expect(card.getAttribute("aria-busy")).toBe("true"));
  expect(within(card).getByRole("listbox")).toBeTruthy();
  pending.resolve(aBreakdown({ from: "2026-08-26", to: "2026-11-23", interval: "day" }));
  await waitFor(() => expect(card.getAttribute("aria-busy")).toBe("false"));
});

describe("the filters", () => {
  test("limit cards and chart, are in the address, and can be removed", async () => {
    const { user, inputsOf, urlUpdates } = renderDashboard();
    await user.click(await screen.findByRole("button", { name: "Filter by agent type" }));
    await user.click(await screen.findByRole("checkbox", { name: /Research/ }));
    await waitFor(async () =>
      expect((await region("Total Spend")).textContent).toContain("$23.00"),
    );
    expect(chartInputs(inputsOf).at(-1)).toMatchObject({ filter: { agentTypes: ["research"] } });
    expect(
      screen.getByText("The budget counts the whole product, whatever the filters are."),
    ).toBeTruthy();
    expect(screen.getByRole("button", { name: "Agent type: Research" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Remove the filter by agent type" }));
    await waitFor(async () =>
      expect((await region("Total Spend")).textContent).toContain("$412.38"),
    );
    expect(urlUpdates.map(({ queryString }) => queryString)).toEqual(["?agent=research", ""]);
  });

  test("by model leave the jobs untold", async () => {
    renderDashboard({ search: "?model=claude-sonnet-4-5" });
    await waitFor(async () => expect((await region("Agent Jobs")).textContent).toContain("—"));
  });

  test("list a chosen name that was not used in the month", async () => {
    const { user } = renderDashboard({ search: "?agent=gone&agent=research&agent=testing" });
    await user.click(await screen.findByRole("button", { name: "Agent type: Gone and 2 more" }));
    expect(await screen.findByRole("checkbox", { name: /Gone/, checked: true })).toBeTruthy();
  });
});

test("the menu of exports has a CSV file of each table, with what the page shows", async () => {
  const { user } = renderDashboard({ search: "?month=2026-10&agent=research" });
  await user.click(await screen.findByRole("button", { name: "Export" }));
  const files = within(screen.getByRole("list", { name: "CSV files of what is shown" }));
  const hrefs = files.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(hrefs).toHaveLength(6);
  for (const href of hrefs) {
    expect(href).toMatch(/\/ai-cost\/export\?/);
    expect(href).toContain("month=2026-10");
    expect(href).toContain("agent=research");
  }
});

test("Top Pipelines shows the whole product, and says so beside a filter", async () => {
  renderDashboard({ search: "?tab=pipelines&agent=research" });
  expect(await screen.findByText(/runs of the whole product/)).toBeTruthy();
});

describe("the comparison", () => {
  test("is shown in cards and chart, and can be switched off", async () => {
    const { user, urlUpdates } = renderDashboard();
    const card = await region("Total Spend");
    await waitFor(() => expect(card.textContent).toContain("vs $33.00 on"));
    await user.click(screen.getByRole("switch", { name: "Compare with October", checked: true }));
    await waitFor(() => expect(card.textContent).not.toContain("vs"));
    expect(urlUpdates.map(({ queryString }) => queryString)).toEqual(["?compare=off"]);
  });

  test("is not offered for the first month with usage", async () => {
    renderDashboard({ search: "?month=2026-02" });
    await region("Total Spend");
    await screen.findByRole("button", { name: "February 2026, choose a month" });
    expect(screen.queryByRole("switch")).toBeNull();
  });
});

test("until the usage from before an update is added up, the page says so", async () => {
  const incomplete = (input: UsageInput) => ({ ...aBreakdown(input), isComplete: false });
  renderDashboard({ procedures: { "aiCost.getBreakdown": incomplete } });
  expect(await screen.findByText(/still being added up/)).toBeTruthy();
});

describe("when one part fails", () => {
  test("the others stay, and it shows its request id and can be retried", async () => {
    let isBroken = true;
    const { user } = renderDashboard({
      procedures: {
        "aiCost.getBreakdown": (input: UsageInput) =>
          isBroken && input.interval === "day" ? internalError() : aBreakdown(input),
      },
    });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The daily spend could not be loaded.");
    expect(alert.textContent).toContain("6f6b2a1e");
    expect(await region("Total Spend")).toBeTruthy();
    expect(screen.getByRole("table", { name: /Spend by agent type/ })).toBeTruthy();
    isBroken = false;
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("listbox", { name: "Daily spend" })).toBeTruthy();
  });

  test("a failed summary does not affect the chart and the tabs", async () => {
    renderDashboard({
      procedures: { "aiCost.getMonthlySummary": internalError },
      search: "?tab=trend",
    });
    expect((await screen.findByRole("alert")).textContent).toContain("summary of the month");
    expect(await screen.findByRole("listbox", { name: "Daily spend" })).toBeTruthy();
    expect(await screen.findByRole("table", { name: /Monthly spend/ })).toBeTruthy();
  });
});

test("a notice names usage that is not counted", async () => {
  renderDashboard({
    procedures: {
      "usageSources.listNotices": () => [
        { serviceName: "billing", agentName: "Triage", traces: 3, lastSeenAt: AS_OF },
        { serviceName: null, agentName: null, traces: 1, lastSeenAt: AS_OF },
      ],
    },
  });
  const notice = await screen.findByText(/is not counted/);
  expect(notice.textContent).toContain(
    "Usage of billing (Triage) and a service without a name is not counted",
  );
});
