import type { DatabaseClient } from "@ai-cost/db";

/** Returns the names of the tables in which any row of any project contains the text. */
export async function tablesContaining(
  { sql }: Pick<DatabaseClient, "sql">,
  text: string,
): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const containing = await Promise.all(
    tables.map(async ({ name }) => {
      const found = await sql`
        select 1 from ${sql(name)} row where strpos(row::text, ${text}) > 0 limit 1`;
      return found.length > 0 ? [name] : [];
    }),
  );
  return containing.flat();
}
