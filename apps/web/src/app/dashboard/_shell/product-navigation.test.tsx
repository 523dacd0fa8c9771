import type { Role } from "@ai-cost/domain";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { ProductNavigation } from "./product-navigation";

afterEach(cleanup);

const show = (segment: string | null, role: Role = "owner") =>
  render(<ProductNavigation projectId="p1" role={role} segment={segment} />);

test("under Operations, AI Cost & Budget follows Revenue & Growth and links to the dashboard", () => {
  show("members");
  const entries = within(screen.getByRole("list", { name: "Operations" })).getAllByRole("link");
  expect(entries.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining("Revenue & Growth"),
    "AI Cost & Budget",
  ]);
  expect(entries[1]?.getAttribute("href")).toBe("/dashboard/products/p1/ai-cost");
  expect(entries[1]?.querySelector("svg.lucide-coins")).not.toBeNull();
});

test.each(["Overview", "Pipelines", "Revenue & Growth"])(
  "%s is disabled and says that it is part of the host application",
  (label) => {
    show("ai-cost");
    const entry = screen.getByRole("link", { name: `${label} (part of the host application)` });
    expect(entry.getAttribute("aria-disabled")).toBe("true");
    expect(entry.getAttribute("href")).toBeNull();
    expect(entry.title).toBe("Part of the host application");
  },
);

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
