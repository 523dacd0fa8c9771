import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseClient } from "@ai-cost/db";
import type { Environment } from "../environment/environment";

type Sql = DatabaseClient["sql"];

const IDLE_WITHIN_MS = 10_000;
const POLL_MS = 20;

/** Returns the unexpected exits and uncaught errors of all servers of the case. Each one is returned only once. */
export function serverProblems({ servers }: Environment): string[] {
  return servers.flatMap((server) => {
    const problems = server.uncaught
      .splice(0)
      .slice(0, 3)
      .map((line) => `uncaught: ${line}`);
    if (server.unexpectedExits > 0)
      problems.push(
        `the server exited ${server.unexpectedExits} times: ${server.lastOutput.slice(-3).join(" / ")}`,
      );
    server.unexpectedExits = 0;
    return problems;
  });
}

/** Returns a sentence for each database connection that is still busy although no request is in progress. */
export const connectionProblems = async (sql: Sql): Promise<string[]> =>
  (await untilIdle(sql)).map(({ state, query }) => `a connection remains ${state}: ${query}`);

/** Waits until no connection of a server is busy. Returns the connections that are still busy after ten seconds. */
export async function untilIdle(sql: Sql): Promise<{ state: string; query: string }[]> {
  const deadlineMs = performance.now() + IDLE_WITHIN_MS;
  for (;;) {
    const busy = await sql<{ state: string; query: string }[]>`
      select state, left(query, 100) as query from pg_stat_activity
      where application_name like 'ai-cost%' and application_name <> 'ai-cost lease'
        and state <> 'idle'`;
    if (busy.length === 0 || performance.now() > deadlineMs) return busy;
    await sleep(POLL_MS);
  }
}
