import { setTimeout as sleep } from "node:timers/promises";
import { request } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import type { ServerProcess } from "../../environment/server-process";
import { faultCase } from "../../runner/fault-case";
import { Deliveries } from "../../traffic/deliver";
import { Writers } from "../../traffic/writers";

const EVENTS = { short: 60, normal: 300, long: 300 };
const UNSAFE_SETTINGS = ["fsync", "full_page_writes"];
/** The combinations of settings that are tested. The settings of a combination are off at the same time. */
const COMBINATIONS = {
  short: [UNSAFE_SETTINGS],
  normal: [...UNSAFE_SETTINGS.map((setting) => [setting]), UNSAFE_SETTINGS],
  long: [...UNSAFE_SETTINGS.map((setting) => [setting]), UNSAFE_SETTINGS],
};

faultCase({
  id: "F2",
  title:
    "commits are flushed to the disk whatever the database's defaults, or the server refuses to start",
  seenRedBy:
    "sessions with `synchronous_commit` off, and a server that starts with whatever settings it finds",
  async run({ environment, scale, random }) {
    const { sql } = environment.owner;
    await sql`alter database ai_cost set synchronous_commit = off`;
    await recordSettings(environment);
    const server = await environment.startServer();
    const tenants = await environment.makeTenants();
    const options = { environment, tenants, random, deliveries: new Deliveries(), clients: 4 };
    await new Writers({ ...options, events: EVENTS[scale], serverUrl: server.url }).ended;
    const recorded = await recordedSettings(environment);
    await sql`alter database ai_cost reset synchronous_commit`;
    const refusals = await refusalProblems(environment, COMBINATIONS[scale]);
    return {
      hits: recorded.reduce((sum, { writes }) => sum + writes, 0),
      figures: Object.fromEntries(
        recorded.map(({ setting, writes }) => [
          `writes with synchronous_commit ${setting}`,
          writes,
        ]),
      ),
      problems: [
        ...recorded
          .filter(({ setting }) => setting !== "on")
          .map(({ setting, writes }) => `${writes} writes with synchronous_commit ${setting}`),
        ...refusals,
      ],
    };
  },
});

/** Installs a trigger that records the value of the setting in each session that writes a charge. */
async function recordSettings({ owner: { sql } }: Environment): Promise<void> {
  await sql`create table recorded_settings (setting text not null)`;
  await sql`create function record_setting() returns trigger language plpgsql security definer as $$
    begin
      insert into public.recorded_settings values (current_setting('synchronous_commit'));
      return null;
    end $$`;
  await sql`create trigger record_setting after insert on credit_transactions
    for each statement execute function record_setting()`;
}

async function recordedSettings({ owner: { sql } }: Environment) {
  const recorded = await sql<{ setting: string; writes: number }[]>`
    select setting, count(*)::int as writes from recorded_settings group by setting`;
  await sql`drop trigger record_setting on credit_transactions`;
  await sql`drop function record_setting`;
  await sql`drop table recorded_settings`;
  return recorded;
}

/**
 * Checks that the server refuses to start when one of these settings is off, because a crash could then
 * lose commits, and that ALLOW_UNSAFE_DURABILITY lets it start.
 */
async function refusalProblems(
  environment: Environment,
  combinations: readonly (readonly string[])[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const settings of combinations) {
    await environment.postgres.restartWith(
      Object.fromEntries(settings.map((setting) => [setting, "off"])),
    );
    const refusal = await startOutcome(environment, {});
    for (const setting of settings)
      if (!refusal.includes(setting))
        problems.push(`with ${setting} off, the server says: ${refusal}`);
    const permitted = await startOutcome(environment, { ALLOW_UNSAFE_DURABILITY: "true" });
    if (permitted !== STARTED)
      problems.push(`with ALLOW_UNSAFE_DURABILITY, the server says: ${permitted}`);
  }
  await environment.postgres.restartWith({});
  return problems;
}

const STARTED = "started";
const REFUSES_WITHIN_MS = 10_000;
const SETTLED_AFTER_MS = 1_000;
const POLL_MS = 50;

/** Returns `STARTED` when the server starts and keeps running; otherwise its error message. */
async function startOutcome(
  environment: Environment,
  variables: NodeJS.ProcessEnv,
): Promise<string> {
  try {
    const server = await environment.startServer({ environment: variables });
    const isServing = await staysUp(server);
    // The server is expected to exit here, so the oracle must not report the exit.
    server.unexpectedExits = 0;
    return isServing ? STARTED : server.lastOutput.join("\n");
  } catch (error) {
    return String(error);
  }
}

/** Whether the server still runs a second after it is ready. */
async function staysUp(server: ServerProcess): Promise<boolean> {
  const deadlineMs = performance.now() + REFUSES_WITHIN_MS;
  while (server.isRunning && performance.now() < deadlineMs) {
    const response = await request(`${server.url}/api/health`).catch(() => undefined);
    await sleep(response?.status === 200 ? SETTLED_AFTER_MS : POLL_MS);
    if (response?.status === 200) return server.isRunning;
  }
  return server.isRunning;
}
