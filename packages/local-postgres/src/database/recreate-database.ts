import { withConnection } from "./with-connection";

/** Ends all connections to the database in `url`, drops it if it exists and creates it empty. */
export async function recreateDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const database = server.pathname.slice(1);
  server.pathname = "/postgres";
  await withConnection(server.href, async (sql) => {
    await sql`drop database if exists ${sql(database)} with (force)`;
    await sql`create database ${sql(database)}`;
  });
}
