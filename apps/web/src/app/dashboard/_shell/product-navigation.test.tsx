import type { Role } from "@ai-cost/domain";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ProductNavigation } from "./product-navigation";

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const show = (
  segment: string | null,
  role: Role = "owner",
  hostAppUrl: string | null = null,
  hasAlertProblem = false,
) =>
  render(
    <ProductNavigation
      projectId="p1"
      role={role}
      segment={segment}
      hostAppUrl={hostAppUrl}
      hasAlertProblem={hasAlertProblem}
    />,
  );

test("under Operations, AI Cost & Budget follows Revenue & Growth and links to the dashboard", () => {
  show("members");
  const entries = within(screen.getByRole("list", { name: "Operations" })).getAllByRole("listitem");
  expect(entries.map(({ textContent }) => textContent)).toEqual([
    "Revenue & Growth",
    "AI Cost & Budget",
    "Budgets",
    "Alerts",
  ]);
  const link = screen.getByRole("link", { name: "AI Cost & Budget" });
  expect(link.getAttribute("href")).toBe("/dashboard/products/p1/ai-cost");
  expect(link.querySelector("svg.lucide-coins")).not.toBeNull();
});

test("Pipelines links to the runs of the product", () => {
  show("ai-cost");
  expect(screen.getByRole("link", { name: "Pipelines" }).getAttribute("href")).toBe(
    "/dashboard/products/p1/pipelines",
  );
});

test("alerts that do not arrive mark the link to them, in words too", () => {
  show("ai-cost", "owner", null, true);
  const marked = screen.getByRole("link", { name: "Alerts: some were not delivered" });
  expect(marked.querySelector("svg.text-danger")).not.toBeNull();
  expect(document.querySelectorAll("svg.text-danger")).toHaveLength(1);
});

test("pages of the host application link to it", () => {
  show("ai-cost", "owner", "https://app.example.com/home");
  for (const name of ["Overview", "Revenue & Growth"])
    expect(screen.getByRole("link", { name }).getAttribute("href")).toBe(
      "https://app.example.com/home",
    );
});

test("without a host application, Overview is left out and Revenue & Growth is plain text", () => {
  show("ai-cost");
  expect(screen.queryByText("Overview")).toBeNull();
  expect(screen.getByText("Revenue & Growth").closest("a, button, [tabindex]")).toBeNull();
});

test.each([
  ["ai-cost", ["AI Cost & Budget"]],
  ["members", ["Members"]],
  ["audit-trail", ["Audit trail"]],
  ["pipelines", ["Pipelines"]],
  [null, []],
])("on a page of %s the current entry is %j", (segment, current) => {
  show(segment);
  const marked = screen
    .getAllByRole("link")
    .filter((entry) => entry.getAttribute("aria-current") === "page");
  expect(marked.map(({ textContent }) => textContent)).toEqual(current);
});

test.each([
  ["owner", true],
  ["admin", true],
  ["member", false],
] as const)("the link to the audit trail is shown to the %s: %s", (role, isShown) => {
  show("ai-cost", role);
  const entries = within(screen.getByRole("list", { name: "Settings" })).getAllByRole("link");
  expect(entries.map(({ textContent }) => textContent).includes("Audit trail")).toBe(isShown);
});
