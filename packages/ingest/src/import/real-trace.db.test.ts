import { gzipSync } from "node:zlib";
import { testDatabase } from "@ai-cost/db/testing";
import { expect, test } from "vitest";
import { trace } from "../testing/azure-trace";
import { newProject, runAndRead, storedTotals, temporaryFiles } from "./importing";

const NOW = new Date("2026-05-20T12:00:00Z");
const MAPPING = ["--time", "TIMESTAMP", "--input-tokens", "ContextTokens"];
const PRICES = ["--output-tokens", "GeneratedTokens", "--input-price", "3", "--output-price", "15"];

const database = testDatabase();
const write = temporaryFiles();

test(`${trace.name} has its exact totals after one import, and after a second one of the compressed file`, async () => {
  const projectId = await newProject(database, NOW);
  const importFile = (path: string) =>
    runAndRead([path, "--project", projectId, ...MAPPING, ...PRICES], database.databaseUrl, NOW);
  const first = await importFile(write("trace.csv", trace.csv));
  // On a busy machine the command also prints its progress.
  expect(first).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining("line ") });
  const once = await storedTotals(database, projectId);
  const { rows, ...sums } = trace.totals;
  expect(once.ledger).toMatchObject({ ...sums, rows, jobs: rows });
  expect(once.days).toMatchObject({ ...sums, jobs: rows });
  expect(once.agents).toMatchObject({ ...sums, jobs: rows, completedJobs: rows });

  const second = await importFile(write("trace.csv.gz", gzipSync(trace.csv)));
  expect(second.exitCode).toBe(0);
  expect(await storedTotals(database, projectId)).toEqual(once);
});
