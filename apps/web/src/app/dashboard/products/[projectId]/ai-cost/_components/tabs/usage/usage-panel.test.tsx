import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { aBreakdown, type UsageInput, usageRow } from "../../../../testing/usage";
import type { Breakdown } from "../../../outputs";
import { renderDashboard } from "../../../render-dashboard.testing";

afterEach(cleanup);

const row = (group: string, cost: number, parts: Partial<Breakdown["rows"][number]> = {}) =>
  usageRow({ group, cost, ...parts });
const AGENTS = [
  row("implementation", 90, {
    jobs: 1016,
    completedJobs: 977,
    failedJobs: 30,
    inputTokens: 1_000_000,
    outputTokens: 200_000,
    tokens: { ...usageRow().tokens, cachedInput: 610_000 },
    refundedCost: 1.25,
  }),
  row("research", 9),
  ...["a", "b", "c"].map((name) => row(name, 0.3)),
  row("unpriced", 0, { unpricedCalls: 4 }),
];
const MODELS = [row("model-x", 60, { jobs: null }), row("unknown", 30, { jobs: null })];

function outputOf(input: UsageInput): Breakdown {
  const { groupBy, compare, filter, interval } = input;
  if (interval) return aBreakdown(input);
  const rows = groupBy === "model" || filter?.agentTypes ? MODELS : AGENTS;
  const previousRange = compare ? { from: "2026-10-01", to: "2026-10-22" } : null;
  const previous = previousRange && usageRow({ cost: 30 });
  return {
    from: "2026-11-01",
    to: "2026-11-30",
    interval: "total",
    groupBy: "agentType",
    previousRange,
    rows: rows.map((each) => ({
      ...each,
      previous: previousRange && usageRow({ cost: each.cost / 3 }),
    })),
    total: usageRow({ cost: 99.9, unpricedCalls: 4, previous }),
    isComplete: true,
  };
}

const show = (search = "") =>
  renderDashboard({ search, procedures: { "aiCost.getBreakdown": outputOf } });
const table = async (name = "Spend by agent type") => {
  const found = await screen.findByRole("table", { name });
  await within(found).findByRole("columnheader", { name: /vs 1–22 Oct/ });
  return found;
};
const names = (of: HTMLElement) =>
  within(of)
    .getAllByRole("rowheader")
    .map(({ textContent }) => textContent);
const rowOf = (of: HTMLElement, name: RegExp) =>
  (within(of).getByRole("rowheader", { name }).closest("tr")?.textContent ?? "").replaceAll(
    "\u202f",
    " ",
  );

describe("By Agent Type", () => {
  test("shows jobs, tokens, cost a job, success, cost, share and change, with totals", async () => {
    show();
    const agents = await table();
    expect(rowOf(agents, /Implementation/)).toMatch(
      /1,016 jobs1.2M tokens\$0\.09 a job97\.0 % ok\$90\.0090\.1 % of the cost\+\$60\.00\+200 %/,
    );
    expect(rowOf(agents, /Total/)).toContain("at least $99.90");
  });

  test("a type whose calls have no price is a dash", async () => {
    const { user } = show();
    const agents = await table();
    await user.click(within(agents).getByRole("button", { name: "4 more agent types" }));
    expect(rowOf(agents, /Unpriced/)).toMatch(/—.*0\.0 % of the cost/);
    expect(rowOf(agents, /Unpriced/)).not.toMatch(/\$0\.00.*of the cost/);
  });

  test("folds the tail into one row with its sum, which opens", async () => {
    const { user } = show();
    const agents = await table();
    expect(rowOf(agents, /4 more agent types/)).toContain("at least $0.90");
    expect(names(agents)).not.toContain("B");
    await user.click(within(agents).getByRole("button", { name: "4 more agent types" }));
    expect(names(agents)).toContain("B");
  });

  test("sorts by any column, in the address, and the export follows", async () => {
    const { user, urlUpdates } = show();
    const agents = await table();
    await user.click(within(agents).getByRole("button", { name: "Agent type" }));
    await waitFor(() => expect(urlUpdates.at(-1)?.queryString).toBe("?sort=name.ascending"));
    expect(urlUpdates.at(-1)?.history).toBe("replace");
    expect(names(agents)[0]).toBe("Implementation");
    const link = screen.getByRole("link", { name: "Download CSV" });
    expect(link.getAttribute("href")).toContain("/ai-cost/export?");
    expect(link.getAttribute("href")).toContain("table=agents");
    expect(link.getAttribute("href")).toContain("sort=name.ascending");
  });

  test("a row opens to its exact figures and its models", async () => {
    const { user, inputsOf } = show();
    const agents = await table();
    await user.click(within(agents).getByRole("button", { name: "Implementation" }));
    const model = await within(agents).findByRole("rowheader", { name: "model-x" });
    expect(model.closest("tr")?.textContent).toContain("60 calls");
    expect(
      within(agents).getByText("977 completed · 30 failed · 9 running or cancelled"),
    ).toBeTruthy();
    expect(within(agents).getByText(/1,000,000 · 61\.0.% cached/)).toBeTruthy();
    expect(within(agents).getByText("$1.25")).toBeTruthy();
    expect(within(agents).getByRole("rowheader", { name: "No model reported" })).toBeTruthy();
    expect(inputsOf("getBreakdown")).toContainEqual(
      expect.objectContaining({ groupBy: "model", filter: { agentTypes: ["implementation"] } }),
    );
    await user.click(within(agents).getByRole("button", { name: "Implementation" }));
    expect(within(agents).queryByRole("rowheader", { name: "model-x" })).toBeNull();
  });
});

describe("By Model", () => {
  test("shows calls, tokens, cached input and the cost per million tokens", async () => {
    show("?tab=models");
    const models = await table("Spend by model");
    expect(rowOf(models, /model-x/)).toMatch(/60 calls3M tokens0\.0 % cached\$20\.00 per 1M/);
  });
});

test("a month of the trend opens to its agent types", async () => {
  const { user } = renderDashboard({ search: "?tab=trend" });
  const trend = await screen.findByRole("table", { name: "Monthly spend" });
  expect(names(trend)).toEqual([
    "June 2026",
    "July 2026",
    "August 2026",
    "September 2026",
    "October 2026",
    "November 2026, so far",
    "Total",
  ]);
  expect(rowOf(trend, /September 2026/)).toContain("+$42.43+14 %");
  expect(rowOf(trend, /November 2026/)).toMatch(/—$/);
  await user.click(within(trend).getByRole("button", { name: "October 2026" }));
  expect(await within(trend).findByRole("rowheader", { name: "Implementation" })).toBeTruthy();
});
