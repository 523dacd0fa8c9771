import { createDatabase } from "../connection/client";
import type { Sql } from "../connection/database";
import { migrate } from "../migrations/migrate";
import { admitToWorkers } from "./admit-to-workers";
import { moveTables, type OnTable } from "./move-tables";
import { refuseWithoutCitus } from "./refuse-without-citus";

export interface DistributionRequest {
  /** The address of the tables' owner, on the coordinator. */
  ownerUrl: string;
  /** The user that the application logs in as. */
  login: string;
  /** Runs for each table that is moved. */
  onTable: OnTable;
}

/**
 * Migrates a database and distributes its tables over the machines of the Citus cluster that its server
 * coordinates. When it runs again, it does only what is missing. Throws a Refusal when the
 * server or the user cannot do this, and what `migrate` throws.
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
 * The values of a statement tell which machine has its rows. A generic plan does not know them and would
 * query every machine.
 */
async function planForValues(sql: Sql): Promise<void> {
  const [found] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
  await sql.unsafe(`alter database ${found?.name} set plan_cache_mode = 'force_custom_plan'`);
}
