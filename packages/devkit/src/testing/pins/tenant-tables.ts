import * as schema from "@ai-cost/db";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";

/** Who may open what: the gates read them before anything is proved, so they are of no one project. */
export const ACCESS_TABLES: readonly string[] = ["memberships", "invitations"];

/** The tables whose rows are a project's, by their names in Postgres. */
export const TENANT_TABLES: readonly string[] = Object.values<unknown>(schema)
  .filter((value) => is(value, PgTable))
  .filter((table) => "projectId" in getTableColumns(table))
  .map((table) => getTableName(table))
  .filter((name) => !ACCESS_TABLES.includes(name));
