import fc from "fast-check";
import { expect, test } from "vitest";
import { niceTicks } from "./nice-ticks";

test.each([
  [0, [0, 1]],
  [1, [0, 0.5, 1]],
  [38.1, [0, 10, 20, 30, 40]],
  [40, [0, 10, 20, 30, 40]],
  [41, [0, 20, 40, 60]],
  [0.000001, [0, 0.000001]],
  [0.0000035, [0, 0.000001, 0.000002, 0.000003, 0.000004]],
  [9_999_999.99, [0, 5_000_000, 10_000_000]],
])("an axis up to %s is marked at %j", (max, ticks) => {
  const rounded = niceTicks(max, 1e-6).map((tick) => Number(tick.toPrecision(12)));
  expect(rounded).toEqual(ticks);
});

test("every axis reaches its largest value in one to four even, round steps", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_990_000 }), (microUsd) => {
      const ticks = niceTicks(microUsd / 1e6, 1e-6);
      const top = ticks.at(-1) ?? 0;
      expect(top * (1 + 1e-9)).toBeGreaterThanOrEqual(microUsd / 1e6);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect((ticks[1] ?? 0).toExponential(6)).toMatch(/^[125]\.000000e/);
    }),
  );
});
