import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { columnFraction, exactFraction, Money } from "./money";

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

test("an amount of which nothing is known is a dash, not at least $0.00", () => {
  const { container } = render(<Money dollars={0} atLeast />);
  expect(container.textContent).toBe("—");
});

test.each([
  [
    [198.2, 0.0421, 0.000004, 0, null],
    ["$198.20", "$0.04", "<$0.01", "$0.00", "—"],
  ],
  [
    [0.15954, 0.00004, 0.5],
    ["$0.1595", "<$0.0001", "$0.5000"],
  ],
  [
    [0.0042, 0.000004],
    ["$0.004200", "$0.000004"],
  ],
  [
    [0.99996, 0.2],
    ["$1.00", "$0.20"],
  ],
  [
    [-1.5, 0.001, -0.001],
    ["-$1.50", "<$0.01", "-<$0.01"],
  ],
  [
    [0, 0],
    ["$0.00", "$0.00"],
  ],
])("the amounts of the column %j have equally many decimals", (amounts, texts) => {
  const fraction = columnFraction(amounts);
  const shown = amounts.map((dollars) => {
    const { container } = render(<Money dollars={dollars} fraction={fraction} />);
    return container.textContent;
  });
  expect(shown).toEqual(texts);
});

test("a list of single calls has at least four decimals", () => {
  expect(columnFraction([12.5, 0.0003], 4)).toBe(4);
});

test("a column of prices has as many decimals as the most exact of them", () => {
  expect(exactFraction([15, 0.075, null])).toBe(3);
  expect(exactFraction([15, 3])).toBe(2);
});
