import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { testDatabase } from "@ai-cost/devkit/testing";
import { expect, test } from "vitest";
import { newProject, runAndRead, surfacesOf, temporaryFiles } from "./importing";

const TRACE = fileURLToPath(
  new URL("../../../../../shared/data/azure-llm-code-2023.csv", import.meta.url),
);
const NOW = new Date("2026-05-20T12:00:00Z");
const MAPPING = ["--time", "TIMESTAMP", "--input-tokens", "ContextTokens"];
const PRICES = ["--output-tokens", "GeneratedTokens", "--input-price", "3", "--output-price", "15"];

const database = testDatabase();
const write = temporaryFiles();

/** Two hours of a made-up trace in the real one's form, over midnight, identical rows included. */
const ownTrace = (): string => {
  const rows = Array.from({ length: 2500 }, (_, index) => {
    const at = new Date(Date.UTC(2023, 10, 16, 23, 0) + Math.floor(index / 2) * 5000);
    const time = at.toISOString().replace("T", " ").replace("Z", "9600");
    return `${time},${1000 + Math.floor(index / 2)},10`;
  });
  return `TIMESTAMP,ContextTokens,GeneratedTokens\n${rows.join("\n")}`;
};

async function expectTotals(file: string, packed: string, totals: Record<string, unknown>) {
  const projectId = await newProject(database, NOW);
  const argvFor = (path: string) => [path, "--project", projectId, ...MAPPING, ...PRICES];
  const first = await runAndRead(argvFor(file), database.databaseUrl, NOW);
  // On a busy machine it also says how far it is.
  expect(first).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining("line ") });
  const once = await surfacesOf(database, projectId);
  const { rows, ...sums } = totals;
  expect(once.ledger).toMatchObject({ ...sums, rows, jobs: rows });
  expect(once.days).toMatchObject({ ...sums, jobs: rows });
  expect(once.agents).toMatchObject({ ...sums, jobs: rows, completedJobs: rows });

  const second = await runAndRead(argvFor(packed), database.databaseUrl, NOW);
  expect(second.exitCode).toBe(0);
  expect(await surfacesOf(database, projectId)).toEqual(once);
}

if (existsSync(TRACE)) {
  test("the real trace ends with its exact totals, after one import and after a second of it packed", async () => {
    const packed = write("trace.csv.gz", gzipSync(readFileSync(TRACE)));
    await expectTotals(TRACE, packed, {
      rows: 8819,
      inputTokens: 18_059_974n,
      outputTokens: 245_896n,
      costMicroUsd: 57_868_362n,
    });
  });
} else {
  test("without the real trace, one of the test's own ends with its exact totals, twice", async () => {
    const text = ownTrace();
    const packed = write("own.csv.gz", gzipSync(text));
    const inputTokens = (2n * ((1000n + 2249n) * 1250n)) / 2n;
    await expectTotals(write("own.csv", text), packed, {
      rows: 2500,
      inputTokens,
      outputTokens: 25_000n,
      costMicroUsd: inputTokens * 3n + 25_000n * 15n,
    });
  });
}
