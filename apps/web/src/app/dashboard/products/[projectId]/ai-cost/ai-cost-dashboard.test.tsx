import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import { polyfillPopovers } from "@/components/menu/popover-element.testing";
import { deferred, internalError } from "@/trpc/testing/render-with-procedures";
import { AS_OF, aSummary, charges, PROJECT_ID } from "../testing/outputs";
import { aBreakdown, type UsageInput, usageRow } from "../testing/usage";
import type { Charge, Summary } from "./outputs";
import { renderDashboard } from "./render-dashboard.testing";

beforeAll(() => {
  polyfillDialogs();
  polyfillPopovers();
});
afterEach(cleanup);

const region = (name: string) => screen.findByRole("region", { name });
const NO_SPEND = {
  totalCost: 0,
  grossCost: 0,
  refundedCost: 0,
  inputTokens: 0,
  outputTokens: 0,
  totalTokens: 0,
  totalJobs: 0,
  completedJobs: 0,
  failedJobs: 0,
  comparison: null,
  agentBreakdown: [],
  agentTypeCount: 0,
  topRuns: [],
} satisfies Partial<Summary>;
const NO_BUDGET = {
  budgetLimit: null,
  budgetPct: null,
  budgetStatus: "none",
} satisfies Partial<Summary>;

const NOVEMBER = { projectId: PROJECT_ID, from: "2026-11-01", to: "2026-11-30", interval: "day" };
const COMPARED_DAYS = { projectId: PROJECT_ID, from: "2026-11-01", to: "2026-11-22" };

/** The inputs with which the daily chart was queried. */
const chartInputs = (inputsOf: (procedure: string) => unknown[]): unknown[] =>
  inputsOf("getBreakdown").filter((input) => {
    const { interval, groupBy } = input as UsageInput;
    return interval !== undefined && groupBy === "none";
  });

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

describe("while the page is visible", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => {
    show("visible");
    vi.useRealTimers();
  });

  function show(state: DocumentVisibilityState) {
    vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }

  test("what is on screen is refetched every ten seconds, and nothing else", async () => {
    const { calls } = renderDashboard({ search: "?tab=trend" });
    await screen.findByRole("table", { name: /Monthly spend/ });
    calls.length = 0;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(calls.map(({ path }) => path).sort()).toEqual([
      "aiCost.getBreakdown",
      "aiCost.getBreakdown",
      "aiCost.getBreakdown",
      "aiCost.getBreakdown",
      "aiCost.getMonthlySummary",
      "aiCost.getMonthsWithData",
    ]);
  });

  test("new figures appear without a skeleton, dimming or a change of the focus", async () => {
    let totalCost = 412.38;
    const { user } = renderDashboard({
      procedures: { "aiCost.getMonthlySummary": () => aSummary({ totalCost }) },
    });
    const card = await region("Total Spend");
    const chart = await screen.findByRole("listbox", { name: "Daily spend" });
    await user.hover(screen.getAllByRole("option")[0] ?? chart);
    const readout = screen.getByRole("tooltip").textContent;
    screen.getByRole("tab", { name: "Top Pipelines" }).focus();
    const changes: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { target } of records)
        if (target instanceof Element) changes.push(`${target.role} ${target.className}`);
    });
    observer.observe(document.body, { attributes: true, subtree: true, childList: true });

    totalCost = 413.5;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    await waitFor(() => expect(card.textContent).toContain("$413.50"));
    observer.disconnect();
    expect(screen.getByRole("tooltip").textContent).toBe(readout);
    expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Top Pipelines" }));
    expect(changes.filter((change) => /opacity-50|animate|status/.test(change))).toEqual([]);
  });

  test("a page in the background fetches nothing until it is visible again", async () => {
    const { calls } = renderDashboard();
    await region("Total Spend");
    show("hidden");
    calls.length = 0;
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(calls).toEqual([]);
    show("visible");
    await waitFor(() => expect(calls.length).toBeGreaterThan(0));
  });

  test("a failed refetch keeps the last data, says so, and is tried again", async () => {
    let isBroken = false;
    renderDashboard({
      procedures: { "aiCost.getMonthlySummary": () => (isBroken ? internalError() : aSummary()) },
    });
    const card = await region("Total Spend");
    isBroken = true;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(await screen.findByText(/no response, as of/)).toBeTruthy();
    expect(card.textContent).toContain("$412.38");
    expect(screen.queryByRole("alert")).toBeNull();
    isBroken = false;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(await screen.findByText(/updated/)).toBeTruthy();
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

describe("recent runs", () => {
  test("older charges are fetched with the id of the last one", async () => {
    const first = charges(50);
    const { user, inputsOf } = renderDashboard({
      search: "?tab=recent",
      procedures: {
        "aiCost.getRecentTransactions": ({ before }: { before?: string }) =>
          before === undefined ? first : charges(2, 50),
      },
    });
    await user.click(await screen.findByRole("button", { name: "Load older" }));
    await waitFor(() => expect(screen.getAllByRole("rowheader")).toHaveLength(52));
    expect(inputsOf("getRecentTransactions")).toEqual([
      { projectId: PROJECT_ID },
      { projectId: PROJECT_ID, before: first.at(-1)?.id },
    ]);
    expect(screen.queryByRole("button", { name: "Load older" })).toBeNull();
  });

  test("when older charges cannot be loaded, the newest stay, and loading can be retried", async () => {
    let isFailing = true;
    const { user } = renderDashboard({
      search: "?tab=recent",
      procedures: {
        "aiCost.getRecentTransactions": ({ before }: { before?: string }) => {
          if (before === undefined) return charges(50);
          return isFailing ? internalError() : charges(2, 50);
        },
      },
    });
    await user.click(await screen.findByRole("button", { name: "Load older" }));
    expect((await screen.findByRole("alert")).textContent).toContain("could not be loaded");
    expect(screen.getAllByRole("rowheader")).toHaveLength(50);
    isFailing = false;
    await user.click(screen.getByRole("button", { name: "Load older" }));
    await waitFor(() => expect(screen.getAllByRole("rowheader")).toHaveLength(52));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("are those of the past month on screen, and follow the filters", async () => {
    const { inputsOf } = renderDashboard({ search: "?tab=recent&month=2026-10&agent=testing" });
    expect(
      await screen.findByRole("table", { name: "Charges of October 2026, newest first" }),
    ).toBeTruthy();
    expect(inputsOf("getRecentTransactions")).toEqual([
      { projectId: PROJECT_ID, month: "2026-10", filter: { agentTypes: ["testing"] } },
    ]);
  });

  test("are prefetched when the tab is hovered", async () => {
    const { user, inputsOf } = renderDashboard();
    await user.hover(await screen.findByRole("tab", { name: "Recent Runs" }));
    await waitFor(() => expect(inputsOf("getRecentTransactions")).toHaveLength(1));
    await user.click(screen.getByRole("tab", { name: "Recent Runs" }));
    expect(await screen.findByRole("table", { name: /latest charges/ })).toBeTruthy();
    expect(inputsOf("getRecentTransactions")).toHaveLength(1);
  });
});

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
