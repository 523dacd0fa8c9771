import { join } from "node:path";
import type { Progress } from "@ai-cost/command";
import { CHECKOUT, postgresFolder } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import {
  type AcquiredDatabase,
  acquireDatabase,
  recreateDatabase,
  withConnection,
} from "@ai-cost/local-postgres";

const VARIABLE = "BENCH_DATABASE_URL";
/** Room for ten million rows; what makes a commit durable stays as it is. */
const SETTINGS = { shared_buffers: "1GB", max_wal_size: "8GB" };
/** Stands as a comment on every database that is the benchmark's to drop. */
const MADE_BY = "made by npm run bench";

/** The server that `BENCH_DATABASE_URL` names, else an embedded one of the benchmarks' own. */
export const acquireBenchServer = (progress: Progress): Promise<AcquiredDatabase> =>
  acquireDatabase(
    process.env,
    {
      folder: postgresFolder(join(CHECKOUT, ".data", "bench")),
      onProgress: progress.say,
      settings: SETTINGS,
    },
    VARIABLE,
  );

/** Whether the database is there; a Refusal for one that the benchmark did not make, and for a user who may not make it. */
export async function hasOwnDatabase(serverUrl: string, name: string): Promise<boolean> {
  const [found] = await withConnection(
    serverUrl,
    (sql) => sql`
      select rolsuper, datname, shobj_description(pg_database.oid, 'pg_database') as comment
      from pg_roles left join pg_database on datname = ${name} where rolname = current_user`,
  );
  if (!found?.rolsuper)
    throw new Refusal(`The user of ${VARIABLE} must be a superuser: it makes databases and roles.`);
  if (found.datname !== null && found.comment !== MADE_BY)
    throw new Refusal(`The database ${name} is not the benchmark's: drop or rename it first.`);
  return found.datname !== null;
}

/** An empty database in the place of the one that was there. */
export async function makeOwnDatabase(databaseUrl: string): Promise<void> {
  await recreateDatabase(databaseUrl);
  const name = new URL(databaseUrl).pathname.slice(1);
  await withConnection(databaseUrl, (sql) =>
    sql.unsafe(`comment on database ${name} is '${MADE_BY}'`),
  );
}
