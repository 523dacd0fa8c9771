import postgres from "postgres";

/** Opens a new connection to `url`, runs `work` on it and closes it. */
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
