import { gzipSync } from "node:zlib";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { storedTotals } from "@ai-cost/ledger/testing";
import { expect, test } from "vitest";
import { trace } from "../testing/azure-trace";
import { importCsv, temporaryFiles } from "../testing/import-csv";
import type { Mapping } from "./mapping";

const NOW = new Date("2026-05-20T12:00:00Z");
const MAPPING: Partial<Mapping> = {
  time: { column: "TIMESTAMP" },
  inputTokens: { column: "ContextTokens" },
  outputTokens: { column: "GeneratedTokens" },
  model: null,
  provider: null,
  agentType: null,
  run: null,
  cost: null,
};
const PRICES = {
  inputUsdPerMillion: { units: 3n, scale: 0 },
  outputUsdPerMillion: { units: 15n, scale: 0 },
};

const database = testDatabase();
const write = temporaryFiles();

test(`${trace.name} has its exact totals after one import, and after a second one of the compressed file`, async () => {
  const projectId = await makeProject(database.db);
  const db = database.tenantOf(projectId);
  const rules = { db, projectId, clock: () => NOW, mapping: MAPPING, prices: PRICES };
  const first = await importCsv({ ...rules, path: write("trace.csv", trace.csv) });
  expect(first).toMatchObject({ stoppedBy: null, rejected: [] });
  const once = await storedTotals(database, projectId);
  const { rows, ...sums } = trace.totals;
  expect(once.ledger).toMatchObject({ ...sums, rows, jobs: rows });
  expect(once.days).toMatchObject({ ...sums, jobs: rows });
  expect(once.agents).toMatchObject({ ...sums, jobs: rows, completedJobs: rows });

  const path = write("trace.csv.gz", gzipSync(trace.csv));
  expect(await importCsv({ ...rules, path })).toMatchObject({ stoppedBy: null, rejected: [] });
  expect(await storedTotals(database, projectId)).toEqual(once);
});
