import { takeLock } from "@ai-cost/command";
import { runOn } from "@ai-cost/local-postgres";

/** The servers of a database: its own and, when that coordinates a Citus cluster, those of the workers. */
export const serversOf = (url: string): Promise<string[]> =>
  runOn(url, async (sql) => {
    const [citus] = await sql`select to_regclass('pg_dist_node') is not null as is_there`;
    if (!citus?.is_there) return [url];
    const workers = await sql<{ host: string; port: number }[]>`
      select nodename as host, nodeport as port from pg_dist_node where groupid <> 0 order by nodeid`;
    return [url, ...workers.map(({ host, port }) => withServer(url, host, port))];
  });

/** Makes one cluster of the databases at these addresses, the first its coordinator. */
export async function formCluster(urls: readonly string[]): Promise<void> {
  for (const url of urls) await runOn(url, (sql) => sql`create extension citus`);
  const [coordinator = "", ...workers] = urls;
  // A worker that is added gets the roles of the whole server, which only one may write at a time.
  const release = await takeLock("form a cluster");
  await runOn(coordinator, async (sql) => {
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
