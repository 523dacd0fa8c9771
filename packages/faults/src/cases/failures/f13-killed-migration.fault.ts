import { setTimeout as sleep } from "node:timers/promises";
import { createDatabase, type DatabaseClient, migrate } from "@ai-cost/db";
import { recreateDatabase } from "@ai-cost/local-postgres";
import { lockTables } from "../../environment/lock-tables";
import { migrateUpTo, migrationTags } from "../../fixture/earlier-schema";
import { fillLedger, sumsOf } from "../../fixture/filled-ledger";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";

const ROWS = { short: 2_000, normal: 100_000, long: 1_000_000 };
const LOCKED_AT_MOST_MS = 1_000;
const PAUSE_MS = 10;

faultCase({
  id: "F13",
  title:
    "a full database of any earlier schema is migrated once and loses nothing, although a migrator is killed",
  seenRedBy: "migrators without an advisory lock: both failed",
  async run({ environment, scale }) {
    const migrations: Migration[] = [];
    for (const tag of migrationTags().slice(0, -1)) {
      const url = environment.postgres.url(`from_${tag}`);
      await recreateDatabase(url);
      await migrateUpTo(url, tag);
      const owner = createDatabase(url, { maxConnections: 4, asOwner: true });
      try {
        await fillLedger(owner, ROWS[scale]);
        migrations.push(await migrateAndKill(url, owner, tag));
      } finally {
        await owner.close();
      }
      const { sql } = environment.owner;
      await sql`drop database ${sql(`from_${tag}`)} with (force)`;
    }
    const killed = migrations.filter(({ wasKilled }) => wasKilled).length;
    const longestWaitMs = Math.max(...migrations.map((migration) => migration.longestWaitMs));
    return {
      hits: killed,
      figures: {
        "rows in each": ROWS[scale],
        "earlier schemas": migrations.length,
        "slowest migration, ms": Math.max(...migrations.map(({ durationMs }) => durationMs)),
        "longest wait of a statement, ms": longestWaitMs,
      },
      problems: [
        ...migrations.flatMap(({ problems }) => problems),
        ...problemsWhere([
          [killed < migrations.length, "a migrator had ended before it could be killed"],
        ]),
      ],
      excesses: problemsWhere([
        [longestWaitMs > LOCKED_AT_MOST_MS, `a statement waited ${longestWaitMs} ms`],
      ]),
    };
  },
});

interface Migration {
  wasKilled: boolean;
  durationMs: number;
  /** The longest time that a statement on the ledger waited during the migration. */
  longestWaitMs: number;
  problems: string[];
}

/** Starts two migrators, kills one of them while it waits for a lock, and then runs a third one. */
async function migrateAndKill(url: string, owner: DatabaseClient, tag: string): Promise<Migration> {
  const before = await sumsOf(owner);
  const release = await lockTables(owner, ["credit_transactions"]);
  const migrators = [migrate(url), migrate(url)];
  const settled = Promise.allSettled(migrators);
  const wasKilled = await killWaitingMigrator(owner);
  await release();
  const startedAtMs = performance.now();
  const ledger = useLedger(owner);
  const results = await settled;
  await migrate(url);
  const durationMs = Math.round(performance.now() - startedAtMs);
  const longestWaitMs = Math.round(await ledger.stop());
  const [applied] = await owner.sql<{ count: number }[]>`
    select count(*)::int as count from drizzle.__drizzle_migrations`;
  const failed = results.filter(({ status }) => status === "rejected").length;
  const problems = problemsWhere([
    [(await sumsOf(owner)) !== before, `from ${tag}: the sums have changed`],
    [failed !== 1, `from ${tag}: ${failed} of two migrators failed instead of the killed one`],
    [applied?.count !== migrationTags().length, `from ${tag}: ${applied?.count} are applied`],
  ]);
  return { wasKilled, durationMs, longestWaitMs, problems };
}

/** Terminates the migrator that waits for a table, which has the effect of a SIGKILL on its process. */
async function killWaitingMigrator({ sql }: DatabaseClient): Promise<boolean> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const killed = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'migrate'
        and wait_event_type = 'Lock' and wait_event <> 'advisory'`;
    if (killed.length > 0) return true;
    await sleep(10);
  }
  return false;
}

/** Reads and locks a row of the ledger again and again. `stop` returns the longest wait in milliseconds. */
function useLedger({ sql }: DatabaseClient): { stop(): Promise<number> } {
  let isOver = false;
  let longestMs = 0;
  const ended = (async () => {
    while (!isOver) {
      const startedAtMs = performance.now();
      await sql`select id from credit_transactions limit 1 for key share`;
      longestMs = Math.max(longestMs, performance.now() - startedAtMs);
      await sleep(PAUSE_MS);
    }
  })();
  const stop = async () => {
    isOver = true;
    await ended;
    return longestMs;
  };
  return { stop };
}
