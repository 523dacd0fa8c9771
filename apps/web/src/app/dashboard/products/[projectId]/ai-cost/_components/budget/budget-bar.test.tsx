import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { type Budget, BudgetBar } from "./budget-bar";

afterEach(cleanup);

function show(parts: Partial<Budget> = {}) {
  const budget: Budget = {
    spent: 412.38,
    limit: 500,
    pct: 82.476,
    status: "warning",
    atLeast: false,
    forecast: null,
    even: { day: "2026-11-15", pct: 50 },
    ...parts,
  };
  render(
    <BudgetBar
      budget={budget}
      isCurrentMonth={budget.even !== null}
      control={<button type="button">Edit budget</button>}
    />,
  );
  const meter = screen.getByRole("meter", { name: "Budget used" });
  const plain = (text: string | null) => (text ?? "").replaceAll("\u202f", " ");
  return {
    text: plain(screen.getByRole("region", { name: "Budget" }).textContent),
    value: meter.getAttribute("aria-valuenow"),
    valueText: plain(meter.getAttribute("aria-valuetext")),
  };
}

test.each([
  ["ok", 79.999, "Within budget", "79.9 % used"],
  ["warning", 80, "Approaching budget", "80.0 % used"],
  ["warning", 99.999, "Approaching budget", "99.9 % used"],
  ["exceeded", 100, "Budget exceeded", "100.0 % used"],
] as const)("%s at %d %%: %s, %s, with amounts", (status, pct, words, used) => {
  const { text, valueText } = show({ status, pct });
  expect(text).toContain(words);
  expect(text).toContain("$412.38 of $500.00");
  expect(text).toContain(used);
  expect(valueText).toBe(`${words}: $412.38 of $500.00, ${used}`);
});

test("above 100 % the bar is full and its value text has the real value", () => {
  const { value, valueText } = show({ status: "exceeded", spent: 686, pct: 137.2 });
  expect(value).toBe("100");
  expect(valueText).toContain("137.2 % used");
});

test("at 100 % it says what to do, and at every status that the budget does not stop agents", () => {
  expect(show({ status: "exceeded", pct: 100 }).text).toMatch(
    /pause what can wait, or raise the limit/,
  );
  cleanup();
  expect(show().text).toMatch(/reviewing the agent types that cost most/);
  for (const status of ["ok", "warning", "exceeded"] as const) {
    cleanup();
    expect(show({ status }).text).toContain("it does not stop agents");
  }
});

test("a past month is compared with the limit that it had at its end, and has no forecast", () => {
  const { text } = show({ even: null });
  expect(text).toContain("Compared with the limit at the end of that month.");
  expect(text).not.toContain("Forecast");
});

test("a past month without a limit says that there was none", () => {
  render(<BudgetBar budget={null} isCurrentMonth={false} control={null} />);
  expect(screen.getByRole("region", { name: "Budget" }).textContent).toBe(
    "This month had no budget.",
  );
});

test("the even pace, the forecast and the day that reaches the limit are in words too", () => {
  const forecast = { amount: 612.4, low: 590.4, high: 640.2, runOutDate: "2026-11-20" };
  expect(show({ forecast }).text).toContain(
    "Even pace to the end of 15 Nov: $250 · Forecast $612 ($590–640) · Reaches the limit on Fri 20 Nov",
  );
  cleanup();
  expect(show({ forecast, pct: 120, status: "exceeded" }).text).toContain(
    "Reached the limit on Fri 20 Nov",
  );
});

test("with unpriced charges the amount is at least that much", () => {
  expect(show({ atLeast: true }).text).toContain("at least $412.38 of $500.00");
  cleanup();
  expect(show({ atLeast: true }).valueText).toContain("at least $412.38");
});

test("a change of the status is announced", () => {
  show();
  expect(screen.getByRole("status").textContent).toBe("Approaching budget");
});

test("without a limit it says so, and what a limit would do", () => {
  render(
    <BudgetBar budget={null} isCurrentMonth control={<button type="button">Set budget</button>} />,
  );
  expect(screen.getByRole("region", { name: "Budget" }).textContent).toMatch(
    /^No monthly budget is set\..*does not stop agents\.Set budget$/,
  );
  expect(screen.queryByRole("meter")).toBeNull();
});
