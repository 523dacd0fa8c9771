import { makeProject, testDatabase } from "@ai-cost/db/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { reconcile } from "./index";
import { type AnyReport, consistentReports, recordReports } from "./testing/consistent-reports";
import { scopeOf } from "./testing/random-writes";
import { readStoredRows } from "./testing/stored-rows";

const { db, sql, tenantOf } = testDatabase();

/** Records several sequences of reports concurrently in a new project. Each sequence is recorded in order. */
async function recordConcurrently(sequences: readonly (readonly AnyReport[])[], batchSize: number) {
  const projectId = await makeProject(db);
  const all = await Promise.all(
    sequences.map((reports) =>
      recordReports(tenantOf(projectId), scopeOf(projectId), reports, batchSize),
    ),
  );
  const outcomes = all.flat().filter((outcome) => outcome !== "duplicate");
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  return { outcomes, rows: await readStoredRows(sql, projectId) };
}

/** Returns the reports in random order, with each report twice. */
const shuffledTwice = (reports: readonly AnyReport[], random: { next(): { value: number } }) =>
  [...reports, ...reports]
    .map((report) => ({ report, rank: random.next().value }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ report }) => report);

test("the stored rows do not depend on the order, batches and repetitions of reports, or on the number of concurrent reporters", async () => {
  await fc.assert(
    fc.asyncProperty(
      consistentReports,
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 2, max: 9 }),
      async (reports, random, batchSize) => {
        const inOrder = await recordConcurrently([reports], 1);
        expect(inOrder.outcomes).toEqual(reports.map(() => "recorded"));
        const shuffled = await recordConcurrently([shuffledTwice(reports, random)], batchSize);
        expect(shuffled).toEqual(inOrder);
        const sequences = [0, 1, 2].map(() => shuffledTwice(reports, random));
        expect(await recordConcurrently(sequences, batchSize)).toEqual(inOrder);
      },
    ),
    { numRuns: 40 },
  );
}, 180_000);
