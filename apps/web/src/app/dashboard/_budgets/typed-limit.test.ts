import { expect, test } from "vitest";
import { typedLimit } from "./typed-limit";

test.each([
  ["500", 500],
  [" 500 ", 500],
  ["$499.50", 499.5],
  ["0.01", 0.01],
  ["0.10", 0.1],
  ["1,000", 1000],
  ["1000000", 1_000_000],
  ["1,000,000.00", 1_000_000],
  ["10.", 10],
])("%j is a limit of %d dollars", (text, limitDollars) => {
  expect(typedLimit(text, false)).toEqual({ limitDollars });
});

test.each([
  ["", /Enter an amount/],
  ["0", /smallest limit is \$0\.01/],
  ["0.009", /smallest limit/],
  ["1000000.01", /largest limit is \$1,000,000\.00/],
  ["10.005", /at most two decimals/],
  ["-5", /in digits/],
  ["1e3", /in digits/],
  ["1,5", /in digits/],
  ["1.000,50", /in digits/],
  ["NaN", /in digits/],
  ["five", /in digits/],
])("%j is refused: %s", (text, problem) => {
  expect(typedLimit(text, true)).toEqual({ problem: expect.stringMatching(problem) });
});

test("0 is answered with how to have no limit, which depends on whether there is one", () => {
  expect(typedLimit("0", true)).toEqual({
    problem: expect.stringContaining("choose Remove limit"),
  });
  expect(typedLimit("0", false)).toEqual({
    problem: expect.stringContaining("No limit is set now"),
  });
});
