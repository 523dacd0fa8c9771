import type { Sql } from "@ai-cost/db";

/** The version of Postgres, such as `18.4`. */
export async function readServerVersion(sql: Sql): Promise<string> {
  const [row] = await sql<{ version: string }[]>`
    select current_setting('server_version') as version`;
  return row?.version ?? "";
}
