import type { DatabaseClient } from "@ai-cost/db";
import { BACKED_UP_TABLES } from "./backed-up-tables";

/** Every row of every table that a backup holds, each as one JSON text, in their order. */
export async function rowsOf({ sql }: Pick<DatabaseClient, "sql">) {
  const tables: Record<string, string[]> = {};
  for (const { name } of BACKED_UP_TABLES) {
    const rows = await sql`select to_jsonb(row)::text as text from ${sql(name)} row order by 1`;
    tables[name] = rows.map(({ text }) => text);
  }
  return tables;
}

export const countOf = async (client: Pick<DatabaseClient, "sql">) =>
  Object.values(await rowsOf(client)).flat().length;
