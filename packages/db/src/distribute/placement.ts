import { getTableName } from "drizzle-orm";
import { invitations, memberships, projects } from "../schema/projects";
import { type StoredTable, TABLES } from "../tables";

/**
 * Who may open a project. They stay on the coordinator with users and sessions: they are asked before
 * it is known which project is meant, and copies of them on every machine would make people who are
 * added to projects at the same time deadlock.
 */
export const COORDINATOR_TABLES: readonly string[] = [memberships, invitations].map((table) =>
  getTableName(table),
);

/** Copied to every machine, for every project's rows refer to it. */
const COPIED_TABLE = getTableName(projects);

const isOfProject = ({ name, columns }: StoredTable): boolean =>
  columns.includes("project_id") && !COORDINATOR_TABLES.includes(name);

/** The tables whose rows lie with their project's on one machine. */
export const SHARDED_TABLES: readonly string[] = TABLES.filter(isOfProject).map(({ name }) => name);

/** Every table that a distributed database does not keep on its coordinator, in foreign keys' order. */
export const DISTRIBUTED_TABLES: readonly string[] = [COPIED_TABLE, ...SHARDED_TABLES];
