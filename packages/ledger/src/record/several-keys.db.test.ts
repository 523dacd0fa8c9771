import { createDatabase, openAsOperator, type TenantDatabase } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { afterAll, beforeEach, describe, expect, it, test } from "vitest";
import { reconcile, recordUsage } from "../index";
import { type UsageParts, usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";
import type { UsageReport } from "./usage-report";

const { app, databaseUrl, db, sql, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
const at = "2026-11-03T10:00:00Z";
let projectId: string;
let strangerId: string;

type Keys = Pick<UsageReport, "idempotencyKey" | "otherKeys" | "earlierKeys" | "ownKey">;

/** A report of one call. Each source has its own job. */
const report = (keys: Keys, source = "a test", parts: Partial<UsageParts> = {}): UsageReport => ({
  ...usageReport({ at, job: `job of ${source}`, ...parts }),
  ...keys,
  source,
});

const record = (...reports: UsageReport[]) =>
  recordUsage(tenantOf(projectId), { projectId, now }, reports);
const outcomes = async (...reports: UsageReport[]) =>
  (await record(...reports)).map(({ outcome }) => outcome);
const keys = async (id = projectId) =>
  (await sql`select key from charge_keys where project_id = ${id} order by key`).map(
    ({ key }) => key,
  );

/** Returns the project's cost and tokens from the rollups, after checking that the rollups equal the ledger. */
async function totals() {
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  const { days } = await readRollups(db, projectId);
  return days.map(({ costMicroUsd, inputTokens }) => [costMicroUsd, inputTokens]);
}
const ONE_CALL = [[1_000n, 10n]];

beforeEach(async () => {
  [projectId, strangerId] = [await makeProject(db), await makeProject(db)];
});

const first = report({ idempotencyKey: "a" });
const both = report({ idempotencyKey: "b", otherKeys: ["a"] }, "both");
const second = report({ idempotencyKey: "b" }, "second");
const other = report({ idempotencyKey: "c", otherKeys: ["b"] }, "other");
const complete = report({ idempotencyKey: "response", earlierKeys: ["own"], ownKey: "own" });
const ownOnly = report({ idempotencyKey: "own", ownKey: "own" });
const old = report({ idempotencyKey: "d", earlierKeys: ["a"] }, "new version");

describe("reports with different keys of one call", () => {
  it.each([
    ["one that knows both, then each", [both, first, second]],
    ["the first, then one that knows both, then the second", [first, both, second]],
    ["the second, then one that knows both, then the first", [second, both, first]],
    ["each, then one that knows both", [first, second, both]],
    ["each in the other order, then one that knows both", [second, first, both]],
    ["a chain of keys", [both, other, second, first]],
    ["a chain of keys from its ends", [first, other, both, second]],
    [
      "a key of an earlier version, then the new one alone",
      [first, old, report({ idempotencyKey: "d" }, "third")],
    ],
  ])("count once: %s", async (_, reports) => {
    const alone = reports.map((each) => [each]);
    const inTwoBatches = reports.map((_, split) => [reports.slice(0, split), reports.slice(split)]);
    for (const batches of [alone, ...inTwoBatches]) {
      projectId = await makeProject(db);
      for (const batch of batches) await record(...batch);
      expect(await totals()).toEqual(ONE_CALL);
      for (const each of reports) expect(await outcomes(each)).toEqual(["duplicate"]);
      expect(await totals()).toEqual(ONE_CALL);
    }
  });

  it("answer with the same charge", async () => {
    const [one, two, three] = await record(first, both, second);
    expect([two, three]).toEqual(
      [one, one].map((outcome) => ({ ...outcome, outcome: "duplicate" })),
    );
  });

  it("are other calls in another project", async () => {
    await recordUsage(tenantOf(strangerId), { projectId: strangerId, now }, [both]);
    expect(await outcomes(first, second)).toEqual(["recorded", "recorded"]);
    expect(await keys()).toEqual([]);
    expect(await keys(strangerId)).toEqual(["a"]);
  });

  it("store no further key while each report has one key", async () => {
    await record(first, report({ idempotencyKey: "e", earlierKeys: ["f", "g"] }));
    expect(await keys()).toEqual([]);
  });

  it("bring the later of two charges to 0 when a report shows that both are one call", async () => {
    await record(first, second);
    expect(await totals()).toEqual([[2_000n, 20n]]);
    await record(both);
    const rows = await sql`
      select charge.idempotency_key as charge, completion.idempotency_key like '%/gave-way' as says_so,
        completion.amount_micro_usd::int as amount
      from credit_transactions as completion
      join credit_transactions as charge
        on charge.project_id = completion.project_id and charge.id = completion.charge_id
      where completion.project_id = ${projectId}`;
    expect(rows).toEqual([{ charge: "b", says_so: true, amount: -1_000 }]);
  });

  it("move the figures of the charge that is brought to 0 to the charge that stays", async () => {
    const fuller = report({ idempotencyKey: "b" }, "a test", {
      outputTokens: 9n,
      amountMicroUsd: 3_000n,
    });
    await record(first, fuller, both);
    expect(await totals()).toEqual([[3_000n, 10n]]);
  });
});

describe("a report that has only the client's own id", () => {
  it.each([
    ["after the complete report", [complete, ownOnly]],
    ["before it", [ownOnly, complete]],
    ["after it, twice", [complete, ownOnly, ownOnly]],
  ])("is the same call and stores no further key: %s", async (_, reports) => {
    for (const each of reports) await record(each);
    expect(await totals()).toEqual(ONE_CALL);
    for (const each of reports) expect(await outcomes(each)).toEqual(["duplicate"]);
    projectId = await makeProject(db);
    await record(...reports);
    expect(await totals()).toEqual(ONE_CALL);
  });

  it("stores no further key after the complete report", async () => {
    await record(complete);
    await record(ownOnly);
    expect(await keys()).toEqual([]);
  });

  it("is another call in another project", async () => {
    await recordUsage(tenantOf(strangerId), { projectId: strangerId, now }, [complete]);
    expect(await outcomes(ownOnly)).toEqual(["recorded"]);
  });

  it("leads to the charge that replaced the charge of the complete report", async () => {
    await record(first, complete);
    await record(report({ idempotencyKey: "response", otherKeys: ["a"] }, "both"));
    expect(await outcomes(ownOnly)).toEqual(["duplicate"]);
    const fuller = report({ idempotencyKey: "own", ownKey: "own" }, "a test", {
      outputTokens: 9n,
      amountMicroUsd: 3_000n,
    });
    await record(fuller);
    expect(await totals()).toEqual([[3_000n, 10n]]);
  });

  it("belongs to the first of two complete reports, because these are different calls", async () => {
    const again = report({ idempotencyKey: "other", earlierKeys: ["own"], ownKey: "own" });
    await record(complete, again);
    expect(await outcomes(ownOnly)).toEqual(["duplicate"]);
    expect(await totals()).toEqual([[2_000n, 20n]]);
  });
});

/**
 * Connects as a second process does: with its own connection pool, so that its writes are not in the same
 * group commit.
 */
const otherProcess = createDatabase(databaseUrl, { maxConnections: 4 });
afterAll(() => otherProcess.close());
const inProcess = async (client: typeof app): Promise<TenantDatabase> => {
  const [project] = await openAsOperator(client.db, projectId);
  if (!project) throw new Error("no project");
  return project.tenant;
};

test.each<[string, UsageReport[]]>([
  ["where one stores the other's key", [first, both]],
  [
    "that store a key in common",
    [both, report({ idempotencyKey: "x", otherKeys: ["a"] }, "third")],
  ],
  ["where one has only the client's own id, which the other has too", [ownOnly, complete]],
])(
  "two processes record reports of one call %s, and it counts once",
  async (_, reports) => {
    const processes = await Promise.all([app, otherProcess].map(inProcess));
    const keyOf = (key: string, round: number) => `${key} ${round}`;
    const rounds = 60;
    for (let round = 0; round < rounds; round += 1) {
      const ofRound = reports.map((each) => ({
        ...each,
        idempotencyKey: keyOf(each.idempotencyKey, round),
        otherKeys: (each.otherKeys ?? []).map((key) => keyOf(key, round)),
        earlierKeys: (each.earlierKeys ?? []).map((key) => keyOf(key, round)),
        ownKey: each.ownKey && keyOf(each.ownKey, round),
      }));
      await Promise.all(
        processes.map((tenant, index) =>
          recordUsage(tenant, { projectId, now }, ofRound.slice(index, index + 1)),
        ),
      );
    }
    expect(await totals()).toEqual([[BigInt(rounds) * 1_000n, BigInt(rounds) * 10n]]);
  },
  60_000,
);
