import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Meter } from "./meter";

afterEach(cleanup);

test.each([
  [0, "0"],
  [82.4, "82.4"],
  [100, "100"],
  [137.2, "100"],
])("%s %% has a value of %s on the scale, and the real value in words", (pct, valueNow) => {
  render(<Meter label="Budget used" pct={pct} valueText={`${pct} % used`} tone="ok" />);
  const meter = screen.getByRole("meter", { name: "Budget used" });
  expect(meter.getAttribute("aria-valuenow")).toBe(valueNow);
  expect(meter.getAttribute("aria-valuemax")).toBe("100");
  expect(meter.getAttribute("aria-valuetext")).toBe(`${pct} % used`);
  expect(meter.firstElementChild?.getAttribute("style")).toBe(`width: ${valueNow}%;`);
});
