import { setTimeout as sleep } from "node:timers/promises";
import { request } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import type { ServerControl } from "../rig/server-control";
import type { Stage } from "../rig/stage";
import { Traffic } from "../rig/traffic";

const EVENTS = { short: 60, normal: 300, long: 300 };
const UNSAFE_SETTINGS = ["fsync", "full_page_writes"];

export const durableCommits: FaultCase = {
  id: "F2",
  title:
    "commits reach the disk whatever the database's defaults say, or the server does not start",
  seenRedBy:
    "sessions with `synchronous_commit` off, and a server that serves from whatever it finds",
  async run(rig, scale, random) {
    const { sql } = rig.owner;
    await sql`alter database ai_cost set synchronous_commit = off`;
    await watchCommits(rig);
    const server = await rig.startServer();
    const tenants = await rig.makeTenants();
    const options = { stage: rig, tenants, random, deliveries: new Deliveries(), clients: 4 };
    await new Traffic({ ...options, events: EVENTS[scale], serverUrl: server.url }).ended;
    const seen = await seenCommits(rig);
    await sql`alter database ai_cost reset synchronous_commit`;
    const refusals: string[] = [];
    for (const setting of UNSAFE_SETTINGS) refusals.push(...(await unsafeProblems(rig, setting)));
    await rig.postgres.restartWith({});
    return {
      hits: seen.reduce((sum, { commits }) => sum + commits, 0),
      figures: Object.fromEntries(
        seen.map(({ setting, commits }) => [`writes at synchronous_commit ${setting}`, commits]),
      ),
      problems: [
        ...seen
          .filter(({ setting }) => setting !== "on")
          .map(({ setting, commits }) => `${commits} writes at synchronous_commit ${setting}`),
        ...refusals,
      ],
    };
  },
};

/** Notes, in the writer's own session, how it commits. */
async function watchCommits({ owner: { sql } }: Stage): Promise<void> {
  await sql`create table seen_commits (setting text not null)`;
  await sql`create function see_commit() returns trigger language plpgsql security definer as $$
    begin
      insert into public.seen_commits values (current_setting('synchronous_commit'));
      return null;
    end $$`;
  await sql`create trigger see_commit after insert on credit_transactions
    for each statement execute function see_commit()`;
}

async function seenCommits({ owner: { sql } }: Stage) {
  const seen = await sql<{ setting: string; commits: number }[]>`
    select setting, count(*)::int as commits from seen_commits group by setting`;
  await sql`drop trigger see_commit on credit_transactions`;
  await sql`drop function see_commit`;
  await sql`drop table seen_commits`;
  return seen;
}

/** Where a crash may lose or tear what was committed the server refuses, unless its operator insists. */
async function unsafeProblems(stage: Stage, setting: string): Promise<string[]> {
  await stage.postgres.restartWith({ [setting]: "off" });
  const environment = { ALLOW_UNSAFE_DURABILITY: "true" };
  const unasked = await sayHowItStarts(stage, {});
  const insisted = await sayHowItStarts(stage, environment);
  return [
    ...(unasked.includes(setting) ? [] : [`with ${setting} off the server says: ${unasked}`]),
    ...(insisted === STARTED ? [] : [`although its operator insists it says: ${insisted}`]),
  ];
}

const STARTED = "started";
const REFUSES_WITHIN_MS = 10_000;
const SETTLED_AFTER_MS = 1_000;

/** What a server said that did not start or left at once, else that it started. */
async function sayHowItStarts(stage: Stage, environment: NodeJS.ProcessEnv): Promise<string> {
  try {
    const server = await stage.startServer({ environment });
    const isServing = await stays(server);
    // It was not asked to go, but it is right to.
    server.unaskedExits = 0;
    return isServing ? STARTED : server.lastOutput.join("\n");
  } catch (error) {
    return String(error);
  }
}

/** Whether it has looked at its database and goes on. */
async function stays(server: ServerControl): Promise<boolean> {
  const untilMs = performance.now() + REFUSES_WITHIN_MS;
  while (server.isRunning && performance.now() < untilMs) {
    const answer = await request(`${server.url}/api/health`).catch(() => undefined);
    if (answer?.status === 200) await sleep(SETTLED_AFTER_MS);
    if (answer?.status === 200) return server.isRunning;
  }
  return server.isRunning;
}
