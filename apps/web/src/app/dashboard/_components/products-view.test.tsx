import type { RouterOutputs } from "@ai-cost/api";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { ProductsView } from "./products-view";

afterEach(cleanup);

type Summary = RouterOutputs["aiCost"]["getCrossProjectSummary"];

type Product = Summary["projects"][number];

const NOTHING: Omit<Product, "projectId" | "name" | "cost" | "pctOfTotal"> = {
  isTooLarge: false,
  totalTokens: 0,
  totalJobs: 0,
  unpricedCharges: 0,
  comparison: null,
  dailyCosts: [0, 0],
  budgetLimit: null,
  budgetPct: null,
  budgetStatus: "none",
};

const ATLAS: Product = {
  ...NOTHING,
  projectId: "atlas",
  name: "Atlas",
  cost: 96.5,
  pctOfTotal: 96.5,
  totalTokens: 1_234_567,
  totalJobs: 1204,
  comparison: { cost: 88, previousCost: 80 },
  dailyCosts: [38.1, 58.4],
  budgetLimit: 100,
  budgetPct: 96.5,
  budgetStatus: "warning",
};

const EMPTY: Summary = {
  month: "2026-11",
  days: ["2026-11-01", "2026-11-02"],
  comparison: {
    start: "2026-11-01T00:00:00.000Z",
    end: "2026-11-28T00:00:00.000Z",
    previousStart: "2026-10-01T00:00:00.000Z",
    previousEnd: "2026-10-28T00:00:00.000Z",
    total: { cost: 91, previousCost: 100 },
  },
  budgetStatuses: { none: 1, ok: 0, warning: 1, exceeded: 0 },
  totalCost: 0,
  totalTokens: 0,
  totalJobs: 0,
  projectCount: 0,
  sharedProjectCount: 0,
  projects: [],
  sharedProjects: [],
};

const show = ({ projects = [], sharedProjects = [], ...summary }: Partial<Summary>, page = 1) =>
  render(
    <ProductsView
      page={page}
      summary={{
        ...EMPTY,
        projects,
        sharedProjects,
        projectCount: projects.length,
        sharedProjectCount: sharedProjects.length,
        ...summary,
      }}
      budget={null}
      newProduct={<button type="button">New</button>}
    />,
  );

const cellsOf = (name: RegExp) =>
  [...screen.getByRole<HTMLTableRowElement>("row", { name }).cells].map(
    ({ textContent }) => textContent,
  );

test("each own product shows its spend, share, change, days, tokens, jobs and budget", () => {
  const beacon = { ...NOTHING, projectId: "beacon", name: "Beacon", cost: 3.5, pctOfTotal: 3.5 };
  show({ totalCost: 100, totalTokens: 1_234_567, totalJobs: 1204, projects: [ATLAS, beacon] });
  expect(screen.getByText("November 2026 so far · UTC")).toBeTruthy();
  expect(screen.getByRole("region", { name: "Total of your products" }).textContent).toBe(
    "Total Spend of 2 products$100.00Down 9\u202f% vs $100.00 on 1–27 OctToken Usage1.23MAgent Jobs1,204" +
      "Budgets1 of 2 set1 approaching: Atlas, 96.5\u202f%",
  );
  expect(cellsOf(/Atlas/)).toEqual([
    "Atlas",
    "Approaching budget96.5\u202f% of $100.00",
    "",
    "1.23M tokens",
    "1,204 jobs",
    "Up 10\u202f%from $80.00 on 1–27 Oct",
    "$96.5096.5\u202f% of the total",
  ]);
  const row = within(screen.getByRole("row", { name: /Atlas/ }));
  expect(row.getByRole("img", { name: "Daily spend, at most $58.40 on 2 Nov" })).toBeTruthy();
  const meter = row.getByRole("meter", { name: "Budget used by Atlas" });
  expect(meter.getAttribute("aria-valuetext")).toBe("96.5\u202f% of $100.00");
  expect(cellsOf(/Beacon/)[1]).toBe("No budget");
  expect(cellsOf(/Beacon/)[5]).toBe("—");
  expect(within(screen.getByRole("row", { name: /Beacon/ })).queryByRole("img")).toBeNull();
  expect(screen.getByRole("link", { name: "Atlas" }).getAttribute("href")).toBe(
    "/dashboard/products/atlas/ai-cost",
  );
});

test("a total that contains an unpriced charge says at least", () => {
  show({ totalCost: 96.5, projects: [{ ...ATLAS, unpricedCharges: 2 }] });
  expect(screen.getByRole("region", { name: "Total of your products" }).textContent).toContain(
    "at least $96.50",
  );
  expect(cellsOf(/Atlas/).at(-1)).toContain("at least $96.50");
});

test("a product whose usage cannot be added up says so, and the others are shown", () => {
  const huge = {
    ...NOTHING,
    projectId: "huge",
    name: "Huge",
    isTooLarge: true,
    cost: null,
    totalTokens: null,
    pctOfTotal: null,
  };
  show({ totalCost: 96.5, projects: [huge, ATLAS] });
  expect(cellsOf(/Huge/).slice(3)).toEqual([
    "— tokens",
    "0 jobs",
    "—",
    "Too large to add up— of the total",
  ]);
  expect(cellsOf(/Atlas/).at(-1)).toContain("$96.50");
  expect(screen.getByRole("region", { name: "Total of your products" }).textContent).toContain(
    "at least $96.50",
  );
});

test("shared products have a table of their own, with the reader's role and without a share", () => {
  const { pctOfTotal: _, ...shared } = ATLAS;
  show({ sharedProjects: [{ ...shared, role: "member" }] });
  const table = within(screen.getByRole("region", { name: "Shared with you" }));
  expect(table.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual([
    "Product",
    "Budget",
    "Daily spend",
    "Tokens",
    "Jobs",
    "vs 1–27 Oct",
    "Your role",
    "Spend",
  ]);
  expect(cellsOf(/Atlas/)[6]).toBe("Member");
  expect(screen.queryByRole("region", { name: "Total of your products" })).toBeNull();
});

test("budgets that need attention are counted, and named when there is one", () => {
  const budgetStatuses = { none: 2, ok: 3, warning: 2, exceeded: 1 };
  const courier: Product = {
    ...ATLAS,
    projectId: "courier",
    name: "Courier",
    budgetPct: 112.1,
    budgetStatus: "exceeded",
  };
  show({ totalCost: 9, projectCount: 8, projects: [ATLAS, courier], budgetStatuses });
  expect(screen.getByRole("region", { name: "Total of your products" }).textContent).toContain(
    "Budgets6 of 8 set1 exceeded: Courier, 112.1\u202f%2 approaching",
  );
});

test("on the first day of a month there is no change", () => {
  show({ totalCost: 100, comparison: null, projects: [{ ...ATLAS, comparison: null }] });
  expect(screen.getByRole("columnheader", { name: "Change" })).toBeTruthy();
  expect(cellsOf(/Atlas/)[5]).toBe("—");
});

test("more than a hundred products are on several pages", () => {
  show({ projects: [ATLAS], projectCount: 250 }, 2);
  expect(screen.getByText("Total Spend of 250 products")).toBeTruthy();
  expect(screen.getByText("Page 2 of 3")).toBeTruthy();
  const hrefOf = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
  expect(hrefOf("Previous products")).toBe("/dashboard");
  expect(hrefOf("More products")).toBe("/dashboard?page=3");
});

test("without a product the page says what will appear and what to do", () => {
  show({});
  expect(screen.getByText("The spend of each product will appear here")).toBeTruthy();
  expect(screen.getByText(/Create your first product/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "New" })).toBeTruthy();
});
