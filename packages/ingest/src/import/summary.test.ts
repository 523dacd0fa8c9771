import { expect, test } from "vitest";
import { emptyTally } from "../files/import-totals";
import { summary } from "./summary";

test("an unpriced row makes the total an at least", () => {
  const tally = { ...emptyTally(), unpriced: 2, costMicroUsd: 1_500_000n };
  expect(summary(tally, "Atlas")).toContain("at least $1.50\n");
});
