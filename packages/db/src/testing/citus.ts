import { takeLock } from "@ai-cost/command";
import { withConnection } from "@ai-cost/local-postgres";

/** Returns the addresses of a database's servers: its own and, if its server is a Citus coordinator, the workers. */
export const serversOf = (url: string): Promise<string[]> =>
  withConnection(url, async (sql) => {
    const [citus] = await sql`select to_regclass('pg_dist_node') is not null as is_there`;
    if (!citus?.is_there) return [url];
    const workers = await sql<{ host: string; port: number }[]>`
      select nodename as host, nodeport as port from pg_dist_node where groupid <> 0 order by nodeid`;
    return [url, ...workers.map(({ host, port }) => withServer(url, host, port))];
  });

/** Joins the databases at these addresses into one cluster. The first address is that of the coordinator. */
export async function formCluster(urls: readonly string[]): Promise<void> {
  for (const url of urls) await withConnection(url, (sql) => sql`create extension citus`);
  const [coordinator = "", ...workers] = urls;
  // Citus copies the roles of the whole server to a new worker, and two concurrent copies would fail.
  const release = await takeLock("form a cluster");
  await withConnection(coordinator, async (sql) => {
    await sql`select citus_set_coordinator_host(${hostOf(coordinator)}, ${portOf(coordinator)})`;
    for (const url of workers) await sql`select citus_add_node(${hostOf(url)}, ${portOf(url)})`;
  }).finally(release);
}

const hostOf = (url: string): string => new URL(url).hostname;
const portOf = (url: string): number => Number(new URL(url).port || 5432);

function withServer(url: string, host: string, port: number): string {
  const address = new URL(url);
  address.hostname = host;
  address.port = String(port);
  return address.href;
}
