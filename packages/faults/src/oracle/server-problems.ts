import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseClient } from "@ai-cost/db";
import type { Stage } from "../rig/stage";

const QUIET_WITHIN_MS = 10_000;
const POLL_MS = 100;

/** Of every server that the case used. Forgets what it told. */
export function serverProblems({ servers }: Stage): string[] {
  return servers.flatMap((server) => {
    const problems = server.uncaught
      .splice(0)
      .slice(0, 3)
      .map((line) => `uncaught: ${line}`);
    if (server.unaskedExits > 0)
      problems.push(
        `the server ended ${server.unaskedExits} times by itself: ${server.lastOutput.slice(-3).join(" / ")}`,
      );
    server.unaskedExits = 0;
    return problems;
  });
}

/** Connections of the server that are at work although nobody asks it for anything. */
export async function connectionProblems(sql: DatabaseClient["sql"]): Promise<string[]> {
  const deadlineMs = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    const busy = await sql<{ state: string; query: string }[]>`
      select state, left(query, 100) as query from pg_stat_activity
      where application_name like 'ai-cost%' and application_name <> 'ai-cost lease'
        and state <> 'idle'`;
    if (busy.length === 0) return [];
    if (performance.now() > deadlineMs)
      return busy.map(({ state, query }) => `a connection stays ${state}: ${query}`);
    await sleep(POLL_MS);
  }
}
