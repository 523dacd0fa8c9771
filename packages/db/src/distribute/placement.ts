import { getTableName } from "drizzle-orm";
import { invitations, memberships, projects } from "../schema/projects";
import { type StoredTable, TABLES } from "../schema/tables";

/**
 * The tables that say who may open a project. They stay on the coordinator with users and sessions,
 * because they are queried before the project is known. If each machine had a copy, transactions that
 * add people to projects at the same time would deadlock.
 */
export const COORDINATOR_TABLES: readonly string[] = [memberships, invitations].map((table) =>
  getTableName(table),
);

/** Every machine has a copy of this table, because the rows of every project reference it. */
const COPIED_TABLE = getTableName(projects);

const isSharded = ({ name, columns }: StoredTable): boolean =>
  columns.includes("project_id") && !COORDINATOR_TABLES.includes(name);

/** The tables that are distributed by project: all rows of one project are on one machine. */
export const SHARDED_TABLES: readonly string[] = TABLES.filter(isSharded).map(({ name }) => name);

/**
 * All tables that do not stay on the coordinator, sorted so that each table follows the tables that it
 * references.
 */
export const DISTRIBUTED_TABLES: readonly string[] = [COPIED_TABLE, ...SHARDED_TABLES];
