import { Refusal } from "@ai-cost/domain";
import type { Sql } from "../connection/database";

interface Cluster {
  hasCoordinator: boolean;
  storesRows: boolean;
}

/** Throws a Refusal unless `sql` is connected to the coordinator of a cluster with an active worker. */
export async function refuseWithoutCitus(sql: Sql): Promise<void> {
  const [found] = await sql`select to_regclass('pg_dist_node') is not null as is_there`;
  if (!found?.is_there) throw new Refusal(NO_CITUS);
  const [cluster] = await sql<Cluster[]>`
    select coalesce(bool_or(groupid = 0), false) as "hasCoordinator",
      coalesce(bool_or(shouldhaveshards and isactive), false) as "storesRows"
    from pg_dist_node`;
  if (!cluster?.hasCoordinator) throw new Refusal(NO_COORDINATOR);
  if (!cluster.storesRows) throw new Refusal(NO_WORKER);
}

const NO_CITUS =
  "Citus is not installed in this database, so it stays on one machine. Run this as a superuser on the coordinator and on each worker, then run the command again: CREATE EXTENSION citus;";

const NO_COORDINATOR =
  "The workers do not know this coordinator's address. Run this as a superuser, then run the command again: SELECT citus_set_coordinator_host('its name', 5432);";

const NO_WORKER =
  "This coordinator has no worker that can store rows. Run this as a superuser for each worker, then run the command again: SELECT citus_add_node('the name of a worker', 5432);";
