import postgres from "postgres";

/** Runs `work` on a connection of its own and closes the connection afterwards. */
export async function withConnection<Result>(
  url: string,
  work: (sql: postgres.Sql) => Promise<Result>,
  options: { connect_timeout?: number } = {},
): Promise<Result> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {}, ...options });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
