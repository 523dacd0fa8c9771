import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import { deferred, internalError } from "@/trpc/testing/render-with-procedures";
import { AS_OF, aSummary, charges, PROJECT_ID } from "../testing/outputs";
import { aBreakdown, type UsageInput, usageRow } from "../testing/usage";
import type { Charge, Summary } from "./outputs";
import { renderDashboard } from "./render-dashboard.testing";

beforeAll(polyfillDialogs);
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
    expect(inputsOf("getDailySpend")).toEqual([{ projectId: PROJECT_ID, month: "2026-11" }]);
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
    expect(inputsOf("getDailySpend")).toEqual([{ projectId: PROJECT_ID, month: "2026-10" }]);
    expect(screen.getByText("October 2026")).toBeTruthy();
    expect(screen.queryByRole("radiogroup")).toBeNull();
  });

  test("each choice is a step that Back undoes", async () => {
    const { user, urlUpdates } = renderDashboard();
    await user.click(await screen.findByRole("radio", { name: "7d" }));
    await user.click(screen.getByRole("tab", { name: "Monthly Trend" }));
    await user.click(screen.getByRole("button", { name: /Previous month/ }));
    await user.click(await screen.findByRole("button", { name: "This month" }));
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
    expect(inputsOf("getDailySpend")).toEqual([{ projectId: PROJECT_ID, month: "2026-11" }]);
  });
});

test("another range keeps the old data, marked as busy, until the new data is there", async () => {
  const pending = deferred();
  const { user } = renderDashboard({
    procedures: {
      "aiCost.getDailySpend": ({ days }: { days: number }) => (days === 90 ? pending.promise : []),
    },
  });
  const card = await region("Daily spend");
  await waitFor(() => expect(screen.queryByText("Loading the daily spend")).toBeNull());
  await user.click(screen.getByRole("radio", { name: "90d" }));
  await waitFor(() => expect(card.getAttribute("aria-busy")).toBe("true"));
  expect(within(card).getByRole("listbox")).toBeTruthy();
  pending.resolve([]);
  await waitFor(() => expect(card.getAttribute("aria-busy")).toBe("false"));
});

describe("the daily chart", () => {
  test("can be shown as a table, the latest day first", async () => {
    const { user } = renderDashboard();
    await screen.findByRole("listbox", { name: "Daily spend" });
    await user.click(screen.getByRole("button", { name: "Table", pressed: false }));
    const table = screen.getByRole("table", { name: "Daily spend, latest day first" });
    const days = within(table)
      .getAllByRole("rowheader")
      .map(({ textContent }) => textContent);
    expect(days.slice(0, 2)).toEqual(["Mon 23 Nov 2026, so far", "Sun 22 Nov 2026"]);
    expect(days).toHaveLength(7);
    expect(screen.queryByRole("listbox", { name: "Daily spend" })).toBeNull();
  });

  test("says how many days it shows and which was the most expensive", async () => {
    renderDashboard();
    expect(await screen.findByText("7 days, highest $23.00 on Mon 23 Nov")).toBeTruthy();
  });
});

describe("when one part fails", () => {
  test("the others stay, and it shows its request id and can be retried", async () => {
    let isBroken = true;
    const { user } = renderDashboard({
      procedures: { "aiCost.getDailySpend": () => (isBroken ? internalError() : []) },
    });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The daily spend could not be loaded.");
    expect(alert.textContent).toContain("6f6b2a1e");
    expect(await region("Total Spend")).toBeTruthy();
    expect(screen.getByRole("table", { name: /Spend by agent type/ })).toBeTruthy();
    isBroken = false;
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("No spend in 0 days")).toBeTruthy();
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
      "aiCost.getDailySpend",
      "aiCost.getMonthlySummary",
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
    expect(inputsOf("getDailySpend")).toHaveLength(2);
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
    if (after === NO_BUDGET) await user.click(screen.getByRole("button", { name: "Remove limit" }));
    else await user.type(screen.getByRole("textbox"), "500{Enter}");
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
