import { setTimeout as sleep } from "node:timers/promises";
import { createDatabase, type DatabaseClient, migrate } from "@ai-cost/db";
import { recreateDatabase } from "@ai-cost/local-postgres";
import type { FaultCase } from "../case";
import { migrateUpTo, schemaTags } from "../rig/earlier-schema";
import { fillLedger, sumsOf } from "../rig/filled-ledger";
import { lockTables } from "../rig/lock-table";
import { problemsWhere } from "./problems-where";

const ROWS = { short: 2_000, normal: 100_000, long: 1_000_000 };
const LOCKED_AT_MOST_MS = 1_000;
const TRAFFIC_PAUSE_MS = 10;

export const migrations: FaultCase = {
  id: "F13",
  title:
    "a full database of any earlier schema is migrated once, although a migrator is killed, and loses nothing",
  seenRedBy: "migrators without an advisory lock: both failed",
  async run(rig, scale) {
    const outcomes: Migrated[] = [];
    for (const tag of schemaTags().slice(0, -1)) {
      const url = rig.postgres.url(`from_${tag}`);
      await recreateDatabase(url);
      await migrateUpTo(url, tag);
      const owner = createDatabase(url, { maxConnections: 4, asOwner: true });
      try {
        await fillLedger(owner, ROWS[scale]);
        outcomes.push(await migrateUnderFaults(url, owner, tag));
      } finally {
        await owner.close();
      }
      await rig.owner.sql`drop database ${rig.owner.sql(`from_${tag}`)} with (force)`;
    }
    const killed = outcomes.filter((outcome) => outcome.wasKilled).length;
    const waitedMs = Math.max(...outcomes.map((outcome) => outcome.waitedMs));
    return {
      hits: killed,
      figures: {
        "rows in each": ROWS[scale],
        "earlier schemas": outcomes.length,
        "slowest migration, ms": Math.max(...outcomes.map((outcome) => outcome.tookMs)),
        "longest wait of others, ms": waitedMs,
      },
      problems: [
        ...outcomes.flatMap(({ problems }) => problems),
        ...problemsWhere([
          [killed < outcomes.length, "a migrator had ended before it could be killed"],
        ]),
      ],
      excesses: problemsWhere([
        [waitedMs > LOCKED_AT_MOST_MS, `others waited ${waitedMs} ms for a migration`],
      ]),
    };
  },
};

interface Migrated {
  wasKilled: boolean;
  tookMs: number;
  /** The longest that a reader and writer of the ledger waited meanwhile. */
  waitedMs: number;
  problems: string[];
}

/** Two migrators at once, one of which is killed while it waits in the midst of its work, and one after both. */
async function migrateUnderFaults(
  url: string,
  owner: DatabaseClient,
  tag: string,
): Promise<Migrated> {
  const before = await sumsOf(owner);
  const release = await lockTables(owner, ["credit_transactions"]);
  const migrators = [migrate(url), migrate(url)];
  const settled = Promise.allSettled(migrators);
  const wasKilled = await killOneAtWork(owner);
  await release();
  const startedAtMs = performance.now();
  const traffic = useLedger(owner);
  const ended = await settled;
  await migrate(url);
  const tookMs = Math.round(performance.now() - startedAtMs);
  const waitedMs = Math.round(await traffic.stop());
  const [applied] = await owner.sql<{ count: number }[]>`
    select count(*)::int as count from drizzle.__drizzle_migrations`;
  const failed = ended.filter(({ status }) => status === "rejected").length;
  const problems = problemsWhere([
    [(await sumsOf(owner)) !== before, `from ${tag}: the sums are not what they were`],
    [failed !== 1, `from ${tag}: ${failed} of two migrators failed, not the killed one alone`],
    [applied?.count !== schemaTags().length, `from ${tag}: ${applied?.count} migrations applied`],
  ]);
  return { wasKilled, tookMs, waitedMs, problems };
}

/** Ends the migrator that waits for a table, as a SIGKILL of its process does; whether there was one. */
async function killOneAtWork({ sql }: DatabaseClient): Promise<boolean> {
  for (let tries = 0; tries < 500; tries += 1) {
    const killed = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'migrate'
        and wait_event_type = 'Lock' and wait_event <> 'advisory'`;
    if (killed.length > 0) return true;
    await sleep(10);
  }
  return false;
}

/** Reads and locks ledger rows again and again; `stop` answers the longest wait in milliseconds. */
function useLedger({ sql }: DatabaseClient): { stop(): Promise<number> } {
  let isOver = false;
  let longestMs = 0;
  const ended = (async () => {
    while (!isOver) {
      const startedAtMs = performance.now();
      await sql`select id from credit_transactions limit 1 for key share`;
      longestMs = Math.max(longestMs, performance.now() - startedAtMs);
      await sleep(TRAFFIC_PAUSE_MS);
    }
  })();
  const stop = async () => {
    isOver = true;
    await ended;
    return longestMs;
  };
  return { stop };
}
