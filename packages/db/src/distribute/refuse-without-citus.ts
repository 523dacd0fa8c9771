import type { Sql } from "../client";
import { DistributionError } from "./distribution-error";

interface Cluster {
  hasCoordinator: boolean;
  storesRows: boolean;
}

/** Throws a DistributionError unless `sql` is on the coordinator of a cluster that can take rows. */
export async function refuseWithoutCitus(sql: Sql): Promise<void> {
  const [found] = await sql`select to_regclass('pg_dist_node') is not null as is_there`;
  if (!found?.is_there) throw new DistributionError(NO_CITUS);
  const [cluster] = await sql<Cluster[]>`
    select coalesce(bool_or(groupid = 0), false) as "hasCoordinator",
      coalesce(bool_or(shouldhaveshards and isactive), false) as "storesRows"
    from pg_dist_node`;
  if (!cluster?.hasCoordinator) throw new DistributionError(NO_COORDINATOR);
  if (!cluster.storesRows) throw new DistributionError(NO_WORKER);
}

const NO_CITUS =
  "There is no Citus in this database, so it stays on one machine. On the coordinator and on each worker, as a superuser: CREATE EXTENSION citus; then run this again.";

const NO_COORDINATOR =
  "The workers do not know where this coordinator is. As a superuser: SELECT citus_set_coordinator_host('its name', 5432); then run this again.";

const NO_WORKER =
  "This coordinator has no worker to give rows to. As a superuser: SELECT citus_add_node('the name of a worker', 5432) for each; then run this again.";
