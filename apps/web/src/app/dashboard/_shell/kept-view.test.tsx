import type { Role } from "@ai-cost/domain";
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CostLink } from "./cost-link";
import { useKeepView } from "./kept-view";
import { ProductNavigation } from "./product-navigation";

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

function Page({ own, other }: { own: string; other: string }) {
  useKeepView({ projectId: "p1", own, other });
  return null;
}

const Links = () => (
  <>
    <CostLink projectId="p1">Atlas</CostLink>
    <CostLink projectId="p2">Beacon</CostLink>
  </>
);

const hrefs = () => screen.getAllByRole("link").map((link) => link.getAttribute("href"));

test("a product's links keep the whole view, those of other products what makes sense there", () => {
  render(<Links />);
  expect(hrefs()).toEqual(["/dashboard/products/p1/ai-cost", "/dashboard/products/p2/ai-cost"]);
  const { rerender } = render(<Page own="?month=2026-10&agent=research" other="?month=2026-10" />);
  expect(hrefs()).toEqual([
    "/dashboard/products/p1/ai-cost?month=2026-10&agent=research",
    "/dashboard/products/p2/ai-cost?month=2026-10",
  ]);
  act(() => rerender(<Page own="" other="" />));
  expect(hrefs()[0]).toBe("/dashboard/products/p1/ai-cost");
});

test("the view is still there after a reload of another page", () => {
  render(<Page own="?tab=recent" other="?tab=recent" />);
  cleanup();
  render(<Links />);
  expect(hrefs()[1]).toBe("/dashboard/products/p2/ai-cost?tab=recent");
});

test("the entry of the sidebar leads back to the view, and on the page itself to the plain one", () => {
  render(<Page own="?tab=recent" other="?tab=recent" />);
  const entry = () => screen.getByRole("link", { name: "AI Cost & Budget" }).getAttribute("href");
  const role: Role = "owner";
  const navigation = (segment: string) => (
    <ProductNavigation
      projectId="p1"
      role={role}
      segment={segment}
      hostAppUrl={null}
      hasAlertProblem={false}
    />
  );
  const { rerender } = render(navigation("pipelines"));
  expect(entry()).toBe("/dashboard/products/p1/ai-cost?tab=recent");
  rerender(navigation("ai-cost"));
  expect(entry()).toBe("/dashboard/products/p1/ai-cost");
});
