import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { columnFraction, Money } from "./money";

afterEach(cleanup);

test("an amount is exact in its title", () => {
  render(<Money dollars={412.384213} />);
  expect(screen.getByText("$412.38").title).toBe("$412.384213");
});

test("a partly unknown amount says at least", () => {
  const { container } = render(<Money dollars={5} atLeast />);
  expect(container.textContent).toBe("at least $5.00");
});

test("an unknown amount is a dash, with the reason in its title", () => {
  render(<Money dollars={null} />);
  expect(screen.getByText("—").title).toBe("The price is unknown");
});

test("in a column every amount is as wide as the longest fraction, so that the decimal points align", () => {
  const amounts = [198.2, 0.0421, 0.000004, null];
  const fraction = columnFraction(amounts);
  const missing = amounts.map((dollars) => {
    const { container } = render(<Money dollars={dollars} fraction={fraction} />);
    return container.querySelector<HTMLElement>("[data-missing]")?.dataset.missing;
  });
  expect(missing).toEqual(["0000", "00", "", ".000000"]);
});
