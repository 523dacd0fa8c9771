import type { DatabaseClient } from "@ai-cost/db";
import { BACKED_UP_TABLES } from "../backed-up-tables";

/** Reads every row of the tables that a backup includes, as sorted JSON texts. */
export async function storedRows({ sql }: Pick<DatabaseClient, "sql">) {
  const tables: Record<string, string[]> = {};
  for (const { name } of BACKED_UP_TABLES) {
    const rows = await sql`select to_jsonb(row)::text as text from ${sql(name)} row order by 1`;
    tables[name] = rows.map(({ text }) => text);
  }
  return tables;
}

export const countStoredRows = async (client: Pick<DatabaseClient, "sql">) =>
  Object.values(await storedRows(client)).flat().length;
