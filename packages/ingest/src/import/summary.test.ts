import { expect, test } from "vitest";
import { noTotals } from "../files/import-totals";
import { summary } from "./summary";

test("with an unpriced row the cost is at least the known amount", () => {
  const totals = { ...noTotals(), unpriced: 2, costMicroUsd: 1_500_000n };
  expect(summary(totals, "Atlas")).toContain("at least $1.50\n");
});
