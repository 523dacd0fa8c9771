import type { DatabaseClient } from "@ai-cost/db";

type Sql = DatabaseClient["sql"];

/** Every table with rows of projects, as the database itself lists them. */
export const tenantTables = async (sql: Sql): Promise<string[]> => {
  const rows = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'project_id' order by 1`;
  return rows.map(({ name }) => name);
};

/** All that a project has, table by table; equal when nothing of it was changed. */
export async function rowsOfTenant(sql: Sql, projectId: string): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  for (const table of await tenantTables(sql)) {
    const [all] = await sql<{ text: string | null }[]>`
      select string_agg(entry::text, ' ' order by entry::text) as text
      from ${sql(table)} as entry where project_id = ${projectId}`;
    rows.set(table, all?.text ?? "");
  }
  return rows;
}

/** The tables in which a project is no longer as it was. */
export const changedTables = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] => [...after.keys()].filter((table) => before.get(table) !== after.get(table));
