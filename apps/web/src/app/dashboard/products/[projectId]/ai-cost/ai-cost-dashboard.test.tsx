import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { teachDialogs } from "@/components/dialog/dialog-element.testing";
import { failure, later } from "@/trpc/testing/render-with-procedures";
import { AS_OF, aSummary, charges, PROJECT_ID } from "../testing/outputs";
import type { Summary } from "./outputs";
import { renderDashboard } from "./render-dashboard.testing";

beforeAll(teachDialogs);
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
    ]);
    const chart = screen.getByRole("listbox", { name: "Daily spend" });
    const order = chart.compareDocumentPosition(screen.getByRole("tablist"));
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  test("asks for the summary once, whoever shows it", async () => {
    const { askedOf } = renderDashboard();
    await region("Total Spend");
    expect(askedOf("getMonthlySummary")).toEqual([{ projectId: PROJECT_ID }]);
    expect(askedOf("getDailySpend")).toEqual([{ projectId: PROJECT_ID, days: 30 }]);
    expect(askedOf("getMonthlyTrend")).toEqual([]);
  });

  test("the labels stand at once, before the first answer", () => {
    renderDashboard();
    expect(screen.getByText("Total Spend")).toBeTruthy();
    expect(screen.getByText("Reading the daily spend")).toBeTruthy();
    expect(screen.getAllByRole("tab")).toHaveLength(4);
  });
});

describe("the address", () => {
  test("chooses month, range and tab", async () => {
    const { askedOf } = renderDashboard({ address: "?month=2026-10&tab=pipelines" });
    expect(await screen.findByRole("tab", { name: "Top Pipelines", selected: true })).toBeTruthy();
    expect(askedOf("getMonthlySummary")).toEqual([{ projectId: PROJECT_ID, month: "2026-10" }]);
    expect(askedOf("getDailySpend")).toEqual([{ projectId: PROJECT_ID, month: "2026-10" }]);
    expect(screen.getByText("October 2026")).toBeTruthy();
    expect(screen.queryByRole("radiogroup")).toBeNull();
  });

  test("each choice is a step that Back undoes", async () => {
    const { user, addresses } = renderDashboard();
    await user.click(await screen.findByRole("radio", { name: "7d" }));
    await user.click(screen.getByRole("tab", { name: "Monthly Trend" }));
    await user.click(screen.getByRole("button", { name: /Previous month/ }));
    await user.click(await screen.findByRole("button", { name: "This month" }));
    await waitFor(() => expect(addresses).toHaveLength(4));
    expect(addresses.map(({ queryString }) => queryString)).toEqual([
      "?range=7d",
      "?range=7d&tab=trend",
      "?range=7d&tab=trend&month=2026-10",
      "?range=7d&tab=trend",
    ]);
    expect(addresses.every(({ history }) => history === "push")).toBe(true);
  });

  test("an unknown value falls back", async () => {
    const { askedOf } = renderDashboard({ address: "?month=2030-01&range=5d&tab=nope" });
    expect(await screen.findByRole("tab", { name: "By Agent Type", selected: true })).toBeTruthy();
    expect(askedOf("getMonthlySummary")).toEqual([{ projectId: PROJECT_ID }]);
    expect(askedOf("getDailySpend")).toEqual([{ projectId: PROJECT_ID, days: 30 }]);
  });
});

test("another range keeps the old picture, marked as busy, until the new one is there", async () => {
  const waiting = later();
  const { user } = renderDashboard({
    answers: {
      "aiCost.getDailySpend": ({ days }: { days: number }) => (days === 90 ? waiting.promise : []),
    },
  });
  const card = await region("Daily spend");
  await waitFor(() => expect(screen.queryByText("Reading the daily spend")).toBeNull());
  await user.click(screen.getByRole("radio", { name: "90d" }));
  await waitFor(() => expect(card.getAttribute("aria-busy")).toBe("true"));
  expect(within(card).getByRole("listbox")).toBeTruthy();
  waiting.resolve([]);
  await waitFor(() => expect(card.getAttribute("aria-busy")).toBe("false"));
});

describe("the daily chart", () => {
  test("is also a table, the latest day first", async () => {
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

  test("says how many days it shows and which was the dearest", async () => {
    renderDashboard();
    expect(await screen.findByText("7 days, highest $23.00 on Mon 23 Nov")).toBeTruthy();
  });
});

describe("when one part fails", () => {
  test("the others stand, it says so under its request id, and can be asked again", async () => {
    let isBroken = true;
    const { user } = renderDashboard({
      answers: { "aiCost.getDailySpend": () => (isBroken ? failure() : []) },
    });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The daily spend could not be read.");
    expect(alert.textContent).toContain("6f6b2a1e");
    expect(await region("Total Spend")).toBeTruthy();
    expect(screen.getByRole("table", { name: /Spend by agent type/ })).toBeTruthy();
    isBroken = false;
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("No spend in 0 days")).toBeTruthy();
  });

  test("a failed summary leaves the chart and the tabs", async () => {
    renderDashboard({ answers: { "aiCost.getMonthlySummary": failure }, address: "?tab=trend" });
    expect((await screen.findByRole("alert")).textContent).toContain("summary of the month");
    expect(await screen.findByRole("listbox", { name: "Daily spend" })).toBeTruthy();
    expect(await screen.findByRole("table", { name: /Monthly spend/ })).toBeTruthy();
  });
});

describe("while the page is looked at", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => {
    show("visible");
    vi.useRealTimers();
  });

  function show(state: DocumentVisibilityState) {
    vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }

  test("what is on screen is asked again every ten seconds, and nothing else", async () => {
    const { asked } = renderDashboard({ address: "?tab=trend" });
    await screen.findByRole("table", { name: /Monthly spend/ });
    asked.length = 0;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(asked.map(({ path }) => path).sort()).toEqual([
      "aiCost.getDailySpend",
      "aiCost.getMonthlySummary",
      "aiCost.getMonthlyTrend",
    ]);
  });

  test("new figures come without a skeleton, a dimming or a move of the focus", async () => {
    let totalCost = 412.38;
    const { user } = renderDashboard({
      answers: { "aiCost.getMonthlySummary": () => aSummary({ totalCost }) },
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

  test("a page in the background asks nothing until it is looked at again", async () => {
    const { asked } = renderDashboard();
    await region("Total Spend");
    show("hidden");
    asked.length = 0;
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(asked).toEqual([]);
    show("visible");
    await waitFor(() => expect(asked.length).toBeGreaterThan(0));
  });

  test("a failed try leaves the last picture, says so, and goes on trying", async () => {
    let isBroken = false;
    renderDashboard({
      answers: { "aiCost.getMonthlySummary": () => (isBroken ? failure() : aSummary()) },
    });
    const card = await region("Total Spend");
    isBroken = true;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(await screen.findByText(/no answer, as of/)).toBeTruthy();
    expect(card.textContent).toContain("$412.38");
    expect(screen.queryByRole("alert")).toBeNull();
    isBroken = false;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(await screen.findByText(/updated/)).toBeTruthy();
  });
});

test("usage that is not counted is said, with what to turn on", async () => {
  renderDashboard({
    answers: {
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
  test("a new product keeps cards, chart and all four tabs, which say how to send some", async () => {
    const { user } = renderDashboard({
      project: { hasUsage: false },
      answers: { "aiCost.getMonthlySummary": () => aSummary({ ...NO_SPEND, ...NO_BUDGET }) },
    });
    expect((await region("Total Spend")).textContent).toContain("$0.00");
    expect(await screen.findByRole("listbox", { name: "Daily spend" })).toBeTruthy();
    for (const tab of ["Monthly Trend", "Top Pipelines", "Recent Runs", "By Agent Type"]) {
      await user.click(screen.getByRole("tab", { name: tab }));
      expect(await screen.findByText(/npm run import/)).toBeTruthy();
    }
  });

  test("a month with nothing says which", async () => {
    renderDashboard({
      address: "?month=2026-02",
      answers: { "aiCost.getMonthlySummary": () => aSummary({ ...NO_SPEND, month: "2026-02" }) },
    });
    expect(await screen.findByText("No spend in February 2026.")).toBeTruthy();
  });

  test("a month of unpriced calls has no dearest run, and says why", async () => {
    renderDashboard({
      address: "?tab=pipelines",
      answers: { "aiCost.getMonthlySummary": () => aSummary({ topRuns: [], totalCost: 0 }) },
    });
    expect(
      await screen.findByText(/No pipeline run of November 2026 has a known cost/),
    ).toBeTruthy();
  });

  test("an unpriced month explains its totals", async () => {
    renderDashboard({
      answers: { "aiCost.getMonthlySummary": () => aSummary({ unpricedCharges: 1 }) },
    });
    expect(await screen.findByText(/1 charge of this month has no known price/)).toBeTruthy();
  });
});

describe("recent runs", () => {
  test("older ones are asked for by the last one seen", async () => {
    const first = charges(50);
    const { user, askedOf } = renderDashboard({
      address: "?tab=recent",
      answers: {
        "aiCost.getRecentTransactions": ({ before }: { before?: string }) =>
          before === undefined ? first : charges(2, 50),
      },
    });
    await user.click(await screen.findByRole("button", { name: "Load older" }));
    await waitFor(() => expect(screen.getAllByRole("rowheader")).toHaveLength(52));
    expect(askedOf("getRecentTransactions")).toEqual([
      { projectId: PROJECT_ID },
      { projectId: PROJECT_ID, before: first.at(-1)?.id },
    ]);
    expect(screen.queryByRole("button", { name: "Load older" })).toBeNull();
  });

  test("older ones that cannot be read leave the newest standing and can be asked for again", async () => {
    let isFailing = true;
    const { user } = renderDashboard({
      address: "?tab=recent",
      answers: {
        "aiCost.getRecentTransactions": ({ before }: { before?: string }) => {
          if (before === undefined) return charges(50);
          return isFailing ? failure() : charges(2, 50);
        },
      },
    });
    await user.click(await screen.findByRole("button", { name: "Load older" }));
    expect((await screen.findByRole("alert")).textContent).toContain("could not be read");
    expect(screen.getAllByRole("rowheader")).toHaveLength(50);
    isFailing = false;
    await user.click(screen.getByRole("button", { name: "Load older" }));
    await waitFor(() => expect(screen.getAllByRole("rowheader")).toHaveLength(52));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("are fetched when a person is about to look", async () => {
    const { user, askedOf } = renderDashboard();
    await user.hover(await screen.findByRole("tab", { name: "Recent Runs" }));
    await waitFor(() => expect(askedOf("getRecentTransactions")).toHaveLength(1));
    await user.click(screen.getByRole("tab", { name: "Recent Runs" }));
    expect(await screen.findByRole("table", { name: /newest charges/ })).toBeTruthy();
    expect(askedOf("getRecentTransactions")).toHaveLength(1);
  });
});

describe("the budget", () => {
  test("is changed in a dialog that waits for the answer; then the page asks again", async () => {
    const answer = later();
    let budget: Partial<ReturnType<typeof aSummary>> = {};
    const { user, askedOf } = renderDashboard({
      answers: {
        "aiCost.getMonthlySummary": () => aSummary(budget),
        "aiCost.setBudgetLimit": () => answer.promise,
      },
    });
    await user.click(await screen.findByRole("button", { name: "Edit budget" }));
    await user.clear(await screen.findByRole("textbox"));
    await user.type(screen.getByRole("textbox"), "400{Enter}");
    expect(await screen.findByRole("button", { name: "Saving…" })).toBeTruthy();
    expect(screen.getByText("Approaching budget")).toBeTruthy();

    budget = { budgetLimit: 400, budgetPct: 103.1, budgetStatus: "exceeded" };
    answer.resolve(budget);
    expect(await screen.findByText("Budget exceeded")).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(askedOf("setBudgetLimit")).toEqual([{ projectId: PROJECT_ID, limitDollars: 400 }]);
    expect(askedOf("getMonthlySummary")).toHaveLength(2);
    expect(askedOf("getDailySpend")).toHaveLength(2);
  });

  test("is removed", async () => {
    let budget: Partial<ReturnType<typeof aSummary>> = {};
    const { user, askedOf } = renderDashboard({
      answers: {
        "aiCost.getMonthlySummary": () => aSummary(budget),
        "aiCost.clearBudgetLimit": () => (budget = NO_BUDGET),
      },
    });
    await user.click(await screen.findByRole("button", { name: "Edit budget" }));
    await user.click(await screen.findByRole("button", { name: "Remove limit" }));
    expect(await screen.findByRole("button", { name: "Set budget" })).toBeTruthy();
    expect(askedOf("clearBudgetLimit")).toEqual([{ projectId: PROJECT_ID }]);
    expect(screen.queryByRole("meter")).toBeNull();
  });

  test.each([
    ["the first limit is set", NO_BUDGET, {}, "Set budget", "Edit budget"],
    ["the last limit is removed", {}, NO_BUDGET, "Edit budget", "Set budget"],
  ])("has the focus again when %s", async (_, before, after, opener, remaining) => {
    let budget: Partial<Summary> = before;
    const { user } = renderDashboard({
      answers: {
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

  test("stays as it was when the answer is a failure, which is said in the dialog", async () => {
    const { user, askedOf } = renderDashboard({ answers: { "aiCost.setBudgetLimit": failure } });
    await user.click(await screen.findByRole("button", { name: "Edit budget" }));
    await user.click(await screen.findByRole("button", { name: "Save limit" }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The limit was not changed.");
    expect(alert.textContent).toContain("6f6b2a1e");
    expect(askedOf("getMonthlySummary")).toHaveLength(1);
  });

  test.each(["owner", "admin"] as const)("an %s may set it", async (role) => {
    renderDashboard({
      project: { role },
      answers: { "aiCost.getMonthlySummary": () => aSummary(NO_BUDGET) },
    });
    expect(await screen.findByRole("button", { name: "Set budget" })).toBeTruthy();
  });

  test.each([{}, NO_BUDGET])("a member sees no control but reads who can", async (budget) => {
    renderDashboard({
      project: { role: "member" },
      answers: { "aiCost.getMonthlySummary": () => aSummary(budget) },
    });
    expect(await screen.findByText("Owners and admins set the budget")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /budget/ })).toBeNull();
  });
});
