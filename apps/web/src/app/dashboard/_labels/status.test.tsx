import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { BudgetStatusLabel } from "./budget-status";
import { StatusBadge } from "./status-badge";

afterEach(cleanup);

test.each([
  ["completed", "Completed"],
  ["failed", "Failed"],
  ["awaiting_approval", "Awaiting approval"],
  ["running", "Running"],
  ["half_baked", "Half_baked"],
])("the status %s is shown as %s, with an icon", (status, text) => {
  const startedAt = "2026-11-22T21:00:00.000Z";
  render(<StatusBadge status={status} startedAt={startedAt} asOf="2026-11-23T21:00:00.000Z" />);
  expect(screen.getByText(text).querySelector("svg")).toBeTruthy();
});

test.each([
  ["running", "No end reported"],
  ["completed", "Completed"],
  ["testing", "Testing"],
])("the status %s of something that started more than a day ago is shown as %s", (status, text) => {
  const startedAt = "2026-11-22T21:00:00.000Z";
  render(<StatusBadge status={status} startedAt={startedAt} asOf="2026-11-23T21:00:00.001Z" />);
  expect(screen.getByText(text).querySelector("svg")).toBeTruthy();
});

test.each([
  ["none", "No budget"],
  ["ok", "Within budget"],
  ["warning", "Approaching budget"],
  ["exceeded", "Budget exceeded"],
] as const)("the budget status %s is shown as %s, with an icon", (status, text) => {
  render(<BudgetStatusLabel status={status} />);
  expect(screen.getByText(text).querySelector("svg")).toBeTruthy();
});
