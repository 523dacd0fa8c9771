import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { expect, test } from "vitest";
import { recordUsage } from "../index";
import { usageReport } from "../testing";
import { insertOnlyStatement } from "./apply-writes";
import { noWrites } from "./pending-writes";

const { db, sql, tenantOf } = testDatabase();
const at = new Date("2026-11-03T10:00:00.000Z");
const CALLS = 2_000;

test("with statistics of empty tables, the check for taken ids and keys looks up each of them in its own index", async () => {
  for (const table of ["pipeline_runs", "agent_jobs", "credit_transactions", "charge_keys"]) {
    await sql.unsafe(`alter table ${table} set (autovacuum_enabled = false)`);
    await sql.unsafe(`vacuum analyze ${table}`);
  }
  const projectId = await makeProject(db);
  for (let first = 0; first < CALLS; first += 500)
    await recordUsage(
      tenantOf(projectId),
      { projectId, now: at },
      Array.from({ length: 500 }, (_, call) => ({
        ...usageReport({ run: `run ${first + call}`, at, amountMicroUsd: call % 2 ? 1n : null }),
        otherKeys: [`further key ${first + call}`],
      })),
    );
  const { text, parameters } = insertOnlyStatement(projectId, noWrites());
  const plan = await sql.unsafe(`explain ${text}`, parameters as string[]);
  const conditions = plan
    .map((row) => String(row["QUERY PLAN"]))
    .filter((line) => /wanted/.test(line));
  const lookups = conditions.flatMap(
    (line) => /Index Cond:.*\((\w+) >= wanted/.exec(line)?.[1] ?? [],
  );
  expect(lookups).toEqual(["external_id", "external_id", "idempotency_key", "own_key", "key"]);
}, 60_000);
