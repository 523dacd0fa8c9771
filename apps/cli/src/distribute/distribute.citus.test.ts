import { fileURLToPath } from "node:url";
import { startProcess } from "@ai-cost/command/testing";
import { distribute, migrate, openAsOperator } from "@ai-cost/db";
import { makeProject, type TestDatabase, unmigratedCluster } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { beforeEach, expect, test } from "vitest";
import { storedRows } from "../backup/testing/stored-rows";
import { recordUntil } from "../testing/record-until";

const DISTRIBUTOR = fileURLToPath(new URL("./testing/distribute-process.ts", import.meta.url));
const now = new Date("2026-11-23T12:00:00.000Z");

let own: TestDatabase;
beforeEach(async () => {
  own = await unmigratedCluster();
  await migrate(own.databaseUrl);
  for (let number = 0; number < 4; number += 1) await makeProject(own.db);
});

const distributeIt = () =>
  distribute({
    ownerUrl: own.databaseUrl,
    login: "postgres",
    onTable: (_table, _rows, move) => move(),
  });

async function differences(): Promise<unknown[]> {
  const found = [];
  for (const { id, tenant } of await openAsOperator(own.app.db, null))
    found.push(...(await reconcile(tenant, id)));
  return found;
}

const countCharges = async () =>
  (await own.sql`select count(*)::int as charges from credit_transactions`)[0]?.charges;

const countMachines = async () =>
  (
    await own.sql`
      select count(distinct nodeport)::int as machines from citus_shards
      where table_name = 'credit_transactions'::regclass and citus_table_type = 'distributed'`
  )[0]?.machines;

test("writers wait meanwhile, and all acknowledged charges are on the machines", async () => {
  let isOver = false;
  const writing = recordUntil(own.databaseUrl, now, () => isOver);
  await expect.poll(countCharges, { timeout: 60_000 }).toBeGreaterThan(100);
  await distributeIt();
  const distributed = await countCharges();
  await expect.poll(countCharges, { timeout: 60_000 }).toBeGreaterThan(distributed + 50);
  isOver = true;
  const acknowledged = await writing;
  expect(await countCharges()).toBe(acknowledged);
  expect(await differences()).toEqual([]);
  expect(await countMachines()).toBe(2);
});

test("a process that is killed in the middle changes nothing, and the next one moves every row", async () => {
  await recordUntil(own.databaseUrl, now, (turn) => turn === 10);
  const before = await storedRows(own);
  const killed = startProcess(DISTRIBUTOR, [own.databaseUrl, "credit_transactions"]);
  expect(await killed.nextLine()).toBe("credit_transactions");
  await killed.kill();
  await expect.poll(() => storedRows(own), { timeout: 20_000 }).toEqual(before);
  expect(await countMachines()).toBe(0);
  await distributeIt();
  expect(await storedRows(own)).toEqual(before);
  expect(await countMachines()).toBe(2);
  await distributeIt();
  expect(await storedRows(own)).toEqual(before);
  expect(await differences()).toEqual([]);
});
