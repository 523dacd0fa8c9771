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
/**
 * The Postgres settings of the embedded server. Ten million rows need more memory than the default
 * settings give. The settings for durability keep their defaults.
 */
const SETTINGS = { shared_buffers: "1GB", max_wal_size: "8GB" };
/**
 * The comment on every database that the benchmark has created. The benchmark drops only databases
 * with this comment.
 */
const DATABASE_COMMENT = "made by npm run bench";

/** The data folder of the benchmark's embedded server. */
export const benchPostgresFolder = (): string => postgresFolder(join(CHECKOUT, ".data", "bench"));

/**
 * Acquires the server whose URL is in `BENCH_DATABASE_URL`. If the variable is not set, acquires
 * the benchmark's embedded server.
 */
export const acquireBenchServer = (progress: Progress): Promise<AcquiredDatabase> =>
  acquireDatabase(
    process.env,
    { folder: benchPostgresFolder(), onProgress: progress.say, settings: SETTINGS },
    VARIABLE,
  );

/**
 * Returns whether the benchmark's database with this name exists. Throws a Refusal if a database
 * with this name exists that the benchmark did not create, or if the user is not a superuser.
 */
export async function hasOwnDatabase(serverUrl: string, name: string): Promise<boolean> {
  const [found] = await withConnection(
    serverUrl,
    (sql) => sql`
      select rolsuper, datname, shobj_description(pg_database.oid, 'pg_database') as comment
      from pg_roles left join pg_database on datname = ${name} where rolname = current_user`,
  );
  if (!found?.rolsuper)
    throw new Refusal(
      `The user in ${VARIABLE} must be a superuser, because the benchmark creates databases and roles.`,
    );
  if (found.datname !== null && found.comment !== DATABASE_COMMENT)
    throw new Refusal(
      `The benchmark has not created the database ${name}: drop it or rename it first.`,
    );
  return found.datname !== null;
}

/**
 * Creates an empty database and marks it as created by the benchmark. Drops an earlier database
 * with the same name.
 */
export async function createOwnDatabase(databaseUrl: string): Promise<void> {
  await recreateDatabase(databaseUrl);
  const name = new URL(databaseUrl).pathname.slice(1);
  await withConnection(databaseUrl, (sql) =>
    sql.unsafe(`comment on database ${name} is '${DATABASE_COMMENT}'`),
  );
}
