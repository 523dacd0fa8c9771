import postgres from "postgres";

/** Drops the database that `url` names, with whatever is connected to it, and makes it again, empty. */
export async function recreateDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const database = server.pathname.slice(1);
  server.pathname = "/postgres";
  const sql = postgres(server.href, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await sql`drop database if exists ${sql(database)} with (force)`;
    await sql`create database ${sql(database)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
