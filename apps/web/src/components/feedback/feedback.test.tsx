import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { BudgetStatusLabel } from "../../app/dashboard/_labels/budget-status";
import { StatusBadge } from "../../app/dashboard/_labels/status-badge";
import { Instant } from "../figure/instant";
import { ShortId } from "../figure/short-id";
import { Tokens } from "../figure/tokens";
import { ErrorPanel } from "./error-panel";
import { Skeleton } from "./skeleton";

afterEach(cleanup);

test.each([
  ["completed", "Completed"],
  ["failed", "Failed"],
  ["awaiting_approval", "Awaiting approval"],
  ["running", "Running"],
  ["half_baked", "Half_baked"],
])("the status %s reads %s, with an icon", (status, text) => {
  const startedAt = "2026-11-22T21:00:00.000Z";
  render(<StatusBadge status={status} startedAt={startedAt} asOf="2026-11-23T21:00:00.000Z" />);
  expect(screen.getByText(text).querySelector("svg")).toBeTruthy();
});

test.each([
  ["running", "No end reported"],
  ["completed", "Completed"],
  ["testing", "Testing"],
])("%s, begun more than a day ago, reads %s", (status, text) => {
  const startedAt = "2026-11-22T21:00:00.000Z";
  render(<StatusBadge status={status} startedAt={startedAt} asOf="2026-11-23T21:00:00.001Z" />);
  expect(screen.getByText(text).querySelector("svg")).toBeTruthy();
});

test.each([
  ["none", "No budget"],
  ["ok", "Within budget"],
  ["warning", "Approaching budget"],
  ["exceeded", "Budget exceeded"],
] as const)("the budget status %s reads %s, with an icon", (status, text) => {
  render(<BudgetStatusLabel status={status} />);
  expect(screen.getByText(text).querySelector("svg")).toBeTruthy();
});

test("a short figure has the exact one at hand", () => {
  render(<Tokens count={1_234_567} />);
  expect(screen.getByText("1.23M").title).toBe("1,234,567 tokens");
  render(<Instant at="2026-11-14T09:41:07.123Z" asOf="2026-11-23T00:00:00.000Z" />);
  const time = screen.getByText("14 Nov, 09:41");
  expect(time.getAttribute("datetime")).toBe("2026-11-14T09:41:07.123Z");
  expect(time.title).toBe("2026-11-14 09:41:07.123 UTC");
  render(<ShortId id="01938f2e-7c00-7000-8000-0000deadbeef" />);
  expect(screen.getByText("deadbeef").title).toBe("01938f2e-7c00-7000-8000-0000deadbeef");
});

test("what is awaited is said", () => {
  render(<Skeleton label="Reading the monthly trend" />);
  expect(screen.getByRole("status").textContent).toBe("Reading the monthly trend");
});

describe("a part of the page that failed", () => {
  test("says what, that nothing is lost, under which request, and asks again", async () => {
    const onRetry = vi.fn();
    render(<ErrorPanel title="It could not be read." requestId="6f6b" onRetry={onRetry} />);
    const text = screen.getByRole("alert").textContent;
    expect(text).toContain("It could not be read.");
    expect(text).toContain("Nothing is lost");
    expect(text).toContain("Request 6f6b");
    await userEvent.setup().click(screen.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  test("says that it is trying", () => {
    render(<ErrorPanel title="It could not be read." onRetry={() => {}} isRetrying />);
    expect(screen.getByRole<HTMLButtonElement>("button").disabled).toBe(true);
  });
});
