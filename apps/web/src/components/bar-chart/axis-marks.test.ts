import { expect, test } from "vitest";
import { axisMarks } from "./axis-marks";

const labelled = (count: number, isNarrow: boolean) =>
  axisMarks(count)
    .filter(({ isMinor }) => !isNarrow || !isMinor)
    .map(({ index }) => index);

test.each([
  [6, [1, 3, 5]],
  [7, [0, 2, 4, 6]],
  [14, [1, 5, 9, 13]],
  [30, [5, 13, 21, 29]],
  [31, [6, 14, 22, 30]],
  [90, [17, 41, 65, 89]],
])("of %d bars a narrow screen labels %j", (count, indices) => {
  expect(labelled(count, true)).toEqual(indices);
});

test.each([1, 6, 7, 14, 28, 30, 31, 90])(
  "of %d bars a wide screen labels at most eight, among them the last",
  (count) => {
    expect(labelled(count, false).length).toBeLessThanOrEqual(8);
    expect(labelled(count, false).at(-1)).toBe(count - 1);
  },
);
