import { expect, test } from "vitest";
import { progressLine } from "./progress-line";

test("half of a file of known size is half a bar", () => {
  expect(progressLine({ readBytes: 500, sizeBytes: 1000, rowsRead: 4000, rejected: 0 })).toBe(
    "[############------------]  50 %  4,000 rows",
  );
});

test("a pipe has no size and no bar; rejected rows are counted", () => {
  expect(progressLine({ readBytes: 500, sizeBytes: 0, rowsRead: 1, rejected: 1 })).toBe(
    "1 row, 1 rejected",
  );
});
