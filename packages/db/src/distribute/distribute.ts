import { createDatabase } from "../connection/client";
import type { Sql } from "../connection/database";
import { migrate } from "../migrations/migrate";
import { admitToWorkers } from "./admit-to-workers";
import { moveTables, type OnTable } from "./move-tables";
import { refuseWithoutCitus } from "./refuse-without-citus";

export interface DistributionRequest {
  /** The coordinator's database URL with the user that owns the tables. */
  ownerUrl: string;
  /** The user that the application logs in as. */
  login: string;
  /** Called for each table before it is moved. It must call the function `move`, which moves the table. */
  onTable: OnTable;
}

/**
 * Migrates a database and distributes its tables over the machines of a Citus cluster. The database
 * must be on the cluster's coordinator. When this runs again, it does only the steps that are missing.
 * Throws a Refusal when the server or the user cannot do this, and also the errors of
 * `migrate`.
 */
export async function distribute({ ownerUrl, login, onTable }: DistributionRequest): Promise<void> {
  const { sql, close } = createDatabase(ownerUrl, {
    maxConnections: 1,
    applicationName: "distribute",
    asOwner: true,
  });
  try {
    await refuseWithoutCitus(sql);
    await migrate(ownerUrl, login);
    await admitToWorkers(sql);
    await moveTables(sql, onTable);
    await planForValues(sql);
  } finally {
    await close();
  }
}

/**
 * Makes Postgres plan each statement for the values of its parameters. From the project id among these
 * values, Citus finds the machine that has the rows. A generic plan does not contain the values, so it
 * would query every machine.
 */
async function planForValues(sql: Sql): Promise<void> {
  const [found] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
  await sql.unsafe(`alter database ${found?.name} set plan_cache_mode = 'force_custom_plan'`);
}
