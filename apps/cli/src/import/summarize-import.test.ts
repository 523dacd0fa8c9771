import { noTotals } from "@ai-cost/ingest";
import { expect, test } from "vitest";
import { summarizeImport } from "./summarize-import";

test("with an unpriced row the total is a lower bound", () => {
  const totals = { ...noTotals(), unpriced: 2, costMicroUsd: 1_500_000n };
  expect(summarizeImport(totals, { name: "Atlas", url: null })).toContain("at least $1.50\n");
});
