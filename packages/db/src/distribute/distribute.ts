import { createDatabase, type Sql } from "../client";
import { migrate } from "../migrate";
import { admitToWorkers } from "./admit-to-workers";
import { moveTables, type OnTable } from "./move-tables";
import { refuseWithoutCitus } from "./refuse-without-citus";

export interface DistributionRequest {
  /** The address of the tables' owner, on the coordinator. */
  ownerUrl: string;
  /** Who the application logs in as. */
  login: string;
  onTable: OnTable;
}

/**
 * Migrates a database, empty or full, and spreads it over the machines of the Citus cluster that its
 * server coordinates. Run again it does what is left, and nothing where all is done. Throws a
 * DistributionError where the server or the user cannot.
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
    await planByValues(sql);
  } finally {
    await close();
  }
}

/** Which machine a statement goes to is in its values: a plan for all of them would ask every machine. */
async function planByValues(sql: Sql): Promise<void> {
  const [found] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
  await sql.unsafe(`alter database ${found?.name} set plan_cache_mode = 'force_custom_plan'`);
}
