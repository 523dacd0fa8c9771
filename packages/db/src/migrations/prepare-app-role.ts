import { Refusal } from "@ai-cost/domain";
import { getTableName } from "drizzle-orm";
import { APP_ROLE } from "../connection/app-role";
import type { Sql } from "../connection/database";
import {
  auditEvents,
  budgetAlerts,
  budgetChanges,
  creditTransactions,
  portfolioAlerts,
  portfolioBudgetChanges,
} from "../schema/index";
import { TABLES } from "../schema/tables";
import { withMigrationLock } from "./migration-lock";

/** The tables whose rows are never edited. The application may only read them and add rows. */
const APPEND_ONLY: readonly string[] = [
  creditTransactions,
  auditEvents,
  budgetChanges,
  budgetAlerts,
  portfolioBudgetChanges,
  portfolioAlerts,
].map((table) => getTableName(table));

/**
 * Creates the application's role if it is missing, grants its privileges, and lets both the current
 * user and `login` switch to it. A second run changes nothing. Throws a Refusal when the current
 * user lacks a privilege that this needs.
 */
export async function prepareAppRole(sql: Sql, login: string | null): Promise<void> {
  const known = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`;
  if (known.length === 0) await createRole(sql);
  if (!(await canTakeOnRole(sql))) await grantRole(sql, await currentUser(sql));
  if (login !== null && login !== APP_ROLE && !(await isMember(sql, login)))
    await grantRole(sql, login);
  await withMigrationLock(sql, (tx) => tx.unsafe(grants()));
}

/** Returns the statements that grant the role its privileges. They are idempotent. */
function grants(): string {
  const tables = TABLES.map(({ name }) => name);
  const editable = tables.filter((name) => !APPEND_ONLY.includes(name));
  return `grant usage on schema public to ${APP_ROLE};
    revoke all on ${tables.join(", ")} from ${APP_ROLE};
    grant select, insert on ${APPEND_ONLY.join(", ")} to ${APP_ROLE};
    grant select, insert, update, delete on ${editable.join(", ")} to ${APP_ROLE}`;
}

async function createRole(sql: Sql): Promise<void> {
  try {
    await sql.unsafe(`create role ${APP_ROLE} nologin`);
  } catch (error) {
    if (isCreatedMeanwhile(error)) return;
    throw refused(
      error,
      `This database user may not create the role ${APP_ROLE}, which the application runs as. Run this as a superuser, then start again: CREATE ROLE ${APP_ROLE};`,
    );
  }
}

async function grantRole(sql: Sql, login: string): Promise<void> {
  const user = `"${login.replaceAll('"', '""')}"`;
  try {
    await sql.unsafe(`grant ${APP_ROLE} to ${user}`);
  } catch (error) {
    throw refused(
      error,
      `The role ${APP_ROLE} cannot be granted to ${user}. Run this as a superuser, then start again: GRANT ${APP_ROLE} TO ${user};`,
    );
  }
}

async function currentUser(sql: Sql): Promise<string> {
  const [found] = await sql<{ name: string }[]>`select current_user::text as name`;
  return found?.name ?? "";
}

async function canTakeOnRole(sql: Sql): Promise<boolean> {
  return sql
    .begin((tx) => tx.unsafe(`set local role ${APP_ROLE}`))
    .then(
      () => true,
      () => false,
    );
}

async function isMember(sql: Sql, login: string): Promise<boolean> {
  const [found] = await sql`
    select pg_has_role(rolname, ${APP_ROLE}, 'member') as is_member from pg_roles where rolname = ${login}`;
  return found?.is_member === true;
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : "");

/** 42710: the role exists. 23505: another migrator is creating it at this moment. */
const isCreatedMeanwhile = (error: unknown) => ["42710", "23505"].includes(String(codeOf(error)));

/** 42501: a privilege is missing. 0LP01: the user may not grant the role. 42704: no such role exists. */
const refused = (error: unknown, sentence: string): unknown =>
  ["42501", "0LP01", "42704"].includes(String(codeOf(error)))
    ? new Refusal(sentence, { cause: error })
    : error;
