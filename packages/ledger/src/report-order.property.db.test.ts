import { makeProject, testDatabase } from "@ai-cost/db/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { reconcile } from "./index";
import { type AgreeingReport, agreeingReports, tellLedger } from "./testing/agreeing-reports";
import { scopeOf } from "./testing/random-writes";
import { tablesOf } from "./testing/tables-of";

const { db, sql, tenantOf } = testDatabase();

/** Tells a project of its own one after the other in each of these lines, all lines at once. */
async function toldIn(lines: readonly (readonly AgreeingReport[])[], size: number) {
  const projectId = await makeProject(db);
  const told = await Promise.all(
    lines.map((line) => tellLedger(tenantOf(projectId), scopeOf(projectId), line, size)),
  );
  const outcomes = told.flat().filter((outcome) => outcome !== "repeated");
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  return { outcomes, tables: await tablesOf(sql, projectId) };
}

/** The reports twice over, in an order of chance. */
const shuffledTwice = (reports: readonly AgreeingReport[], random: { next(): { value: number } }) =>
  [...reports, ...reports]
    .map((report) => ({ report, rank: random.next().value }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ report }) => report);

test("any order, any batching, any repetition and any number of reporters at once make the same rows", async () => {
  await fc.assert(
    fc.asyncProperty(
      agreeingReports,
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 2, max: 9 }),
      async (reports, random, size) => {
        const inOrder = await toldIn([reports], 1);
        expect(inOrder.outcomes).toEqual(reports.map(() => "recorded"));
        const shuffled = await toldIn([shuffledTwice(reports, random)], size);
        expect(shuffled).toEqual(inOrder);
        const lines = [0, 1, 2].map(() => shuffledTwice(reports, random));
        expect(await toldIn(lines, size)).toEqual(inOrder);
      },
    ),
    { numRuns: 40 },
  );
}, 180_000);
