import { getTableName } from "drizzle-orm";
import { asOnlyMigrator } from "./apply-migrations";
import type { Sql } from "./client";
import { auditEvents, creditTransactions } from "./schema/index";
import { TABLES } from "./tables";

/** What the application is in the database, whoever it logs in as: it owns no table and no row escapes it. */
export const APP_ROLE = "ai_cost_app";

/** Rows of these are never edited, so the application cannot. */
const APPEND_ONLY: readonly string[] = [creditTransactions, auditEvents].map((table) =>
  getTableName(table),
);

/** What keeps the application from its role, as a sentence for the operator. */
export class AppRoleError extends Error {
  readonly isRefusal = true;
}

/**
 * Makes the role where it is missing, grants it what the application may do, and lets whoever runs this
 * and `login` take it on. Changes nothing where all that is so. Throws an AppRoleError where this user
 * may not.
 */
export async function prepareAppRole(sql: Sql, login: string | null): Promise<void> {
  const known = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`;
  if (known.length === 0) await makeRole(sql);
  if (!(await canTakeOn(sql))) await admit(sql, await currentUser(sql));
  if (login !== null && login !== APP_ROLE && !(await isMember(sql, login)))
    await admit(sql, login);
  await asOnlyMigrator(sql, (tx) => tx.unsafe(grants()));
}

/** They are what they are however often they are made. */
function grants(): string {
  const tables = TABLES.map(({ name }) => name);
  const editable = tables.filter((name) => !APPEND_ONLY.includes(name));
  return `grant usage on schema public to ${APP_ROLE};
    revoke all on ${tables.join(", ")} from ${APP_ROLE};
    grant select, insert on ${APPEND_ONLY.join(", ")} to ${APP_ROLE};
    grant select, insert, update, delete on ${editable.join(", ")} to ${APP_ROLE}`;
}

async function makeRole(sql: Sql): Promise<void> {
  try {
    await sql.unsafe(`create role ${APP_ROLE} nologin`);
  } catch (error) {
    if (isMadeMeanwhile(error)) return;
    throw refused(
      error,
      `This database user may not make the role ${APP_ROLE}, which the application runs as. As a superuser: CREATE ROLE ${APP_ROLE}; then start again.`,
    );
  }
}

async function admit(sql: Sql, login: string): Promise<void> {
  const who = `"${login.replaceAll('"', '""')}"`;
  try {
    await sql.unsafe(`grant ${APP_ROLE} to ${who}`);
  } catch (error) {
    throw refused(
      error,
      `The role ${APP_ROLE} cannot be given to ${who}. As a superuser: GRANT ${APP_ROLE} TO ${who}; then start again.`,
    );
  }
}

async function currentUser(sql: Sql): Promise<string> {
  const [found] = await sql<{ name: string }[]>`select current_user::text as name`;
  return found?.name ?? "";
}

async function canTakeOn(sql: Sql): Promise<boolean> {
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

/** 42710: there is one of that name; 23505: another migration is making it at this moment. */
const isMadeMeanwhile = (error: unknown) => ["42710", "23505"].includes(String(codeOf(error)));

/** 42501: no privilege; 0LP01: no right to grant it; 42704: there is no such role. */
const refused = (error: unknown, sentence: string): unknown =>
  ["42501", "0LP01", "42704"].includes(String(codeOf(error)))
    ? new AppRoleError(sentence, { cause: error })
    : error;
