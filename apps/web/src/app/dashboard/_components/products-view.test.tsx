import type { RouterOutputs } from "@ai-cost/api";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { ProductsView } from "./products-view";

afterEach(cleanup);

type Summary = RouterOutputs["aiCost"]["getCrossProjectSummary"];

const NOTHING = {
  isTooLarge: false,
  totalTokens: 0,
  totalJobs: 0,
  unpricedCharges: 0,
  budgetLimit: null,
  budgetPct: null,
  budgetStatus: "none",
} as const;

const ATLAS = {
  ...NOTHING,
  projectId: "atlas",
  name: "Atlas",
  cost: 96.5,
  pctOfTotal: 96.5,
  totalTokens: 1_234_567,
  totalJobs: 1204,
  budgetLimit: 100,
  budgetPct: 96.5,
  budgetStatus: "warning",
} as const;

const EMPTY: Summary = {
  month: "2026-11",
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
      newProduct={<button type="button">New</button>}
    />,
  );

const cellsOf = (name: RegExp) =>
  [...screen.getByRole<HTMLTableRowElement>("row", { name }).cells].map(
    ({ textContent }) => textContent,
  );

test("each own product shows its spend, share, tokens, jobs and budget", () => {
  const beacon = { ...NOTHING, projectId: "beacon", name: "Beacon", cost: 3.5, pctOfTotal: 3.5 };
  show({ totalCost: 100, totalTokens: 1_234_567, totalJobs: 1204, projects: [ATLAS, beacon] });
  expect(screen.getByText("November 2026 so far, in UTC")).toBeTruthy();
  expect(screen.getByRole("region", { name: "Total of your products" }).textContent).toBe(
    "Total Spend of 2 products$100.00Token Usage1.23MAgent Jobs1,204",
  );
  expect(cellsOf(/Atlas/)).toEqual([
    "Atlas",
    "Approaching budget96.5\u202f% of $100.00",
    "1.23M tokens",
    "1,204 jobs",
    "",
    "96.5\u202f% of the total",
    "$96.50",
  ]);
  expect(cellsOf(/Beacon/)[1]).toBe("No budget");
  expect(screen.getByRole("link", { name: "Atlas" }).getAttribute("href")).toBe(
    "/dashboard/products/atlas/ai-cost",
  );
});

test("a total that contains an unpriced charge says at least", () => {
  show({ totalCost: 96.5, projects: [{ ...ATLAS, unpricedCharges: 2 }] });
  expect(screen.getByRole("region", { name: "Total of your products" }).textContent).toContain(
    "at least $96.50",
  );
  expect(cellsOf(/Atlas/).at(-1)).toBe("at least $96.50");
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
  expect(cellsOf(/Huge/).slice(2)).toEqual([
    "— tokens",
    "0 jobs",
    "",
    "— of the total",
    "Too large to add up",
  ]);
  expect(cellsOf(/Atlas/).at(-1)).toBe("$96.50");
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
    "Tokens",
    "Jobs",
    "Your role",
    "Spend",
  ]);
  expect(cellsOf(/Atlas/)[4]).toBe("Member");
  expect(screen.queryByRole("region", { name: "Total of your products" })).toBeNull();
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
