import { expect, test } from "vitest";
import { zeroFill } from "./series";

test("zero-filling follows the order of the keys and adds only the rows that are missing", () => {
  const rows = [{ day: "b", cost: 2 }];
  const filled = zeroFill(
    ["a", "b"],
    rows,
    (row) => row.day,
    (day) => ({ day, cost: 0 }),
  );
  expect(filled).toEqual([
    { day: "a", cost: 0 },
    { day: "b", cost: 2 },
  ]);
});
