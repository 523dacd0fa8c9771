import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "../../environment/environment";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { Deliveries } from "../../traffic/deliver";
import { type MixedLoad, mixedLoad } from "../../traffic/mixed-load";
import { slope } from "./slope";

const SCALES = {
  short: { seconds: 3, terminateEverySeconds: 2 },
  normal: { seconds: 30, terminateEverySeconds: 10 },
  long: { seconds: 1_800, terminateEverySeconds: 300 },
};
const WARM_UP_SECONDS = 1;
const IDLE_MS = 1_000;
const IDLE_WITHIN_MS = 40_000;
const MB_PER_MIB = 1.048_576;
const MOST_MB_PER_MINUTE = 1;
/** What the server's pools together may open: 10 readers, 10 writers, 2 for alerts, 2 for messages and 1 for health. */
const POOL_CONNECTIONS = 25;
/** The number of files and sockets that Node may have opened for itself between the two counts. */
const SPARE_DESCRIPTORS = 8;

faultCase({
  id: "L3",
  title: "nothing leaks under mixed load while connections are terminated from time to time",
  seenRedBy: "an array and an open file kept for every query of the trend",
  async run({ environment, scale, random }) {
    const { seconds, terminateEverySeconds } = SCALES[scale];
    const load: MixedLoad = {
      environment,
      tenants: await environment.makeTenants(),
      random,
      deliveries: new Deliveries(),
      statuses: new Map(),
      problems: [],
    };
    await mixedLoad(load, WARM_UP_SECONDS);
    const before = await idleState(environment);
    const samples: { x: number; y: number }[] = [];
    const terminating = sampleAndTerminate(environment, {
      seconds,
      terminateEverySeconds,
      samples,
    });
    await mixedLoad(load, seconds);
    const terminated = await terminating;
    const after = await idleState(environment, before);
    const growth = slope(samples.filter(({ x }) => x * 60 >= seconds / 3));
    const { deliveries, statuses } = load;
    return {
      hits: terminated,
      figures: {
        acknowledged: deliveries.acknowledged,
        "responses to readers": [...statuses.values()].reduce((sum, count) => sum + count, 0),
        "of them 503 or lost": (statuses.get(503) ?? 0) + (statuses.get(0) ?? 0),
        "growth, MB per minute": growth,
        "memory at the end, MiB": Math.round(environment.server.memoryMiB()),
        "idle connections": after.connections,
        "descriptors before and after": `${before.descriptors} and ${after.descriptors}`,
      },
      problems: [
        ...load.problems.slice(0, 3),
        ...problemsWhere([[deliveries.responses(500) > 0, "writes with status 500"]]),
        ...leaks(before, after),
        // Only a long run has this limit, because in a shorter run the heap still grows to its normal size.
        ...problemsWhere([
          [
            scale === "long" && !(growth < MOST_MB_PER_MINUTE),
            `memory grows by ${growth.toFixed(2)} MB per minute`,
          ],
        ]),
      ],
    };
  },
});

interface Sampling {
  seconds: number;
  terminateEverySeconds: number;
  /** Receives one sample per second: `x` is the time in minutes, `y` the resident memory in megabytes. */
  samples: { x: number; y: number }[];
}

/** Samples the server's memory and terminates its connections. Returns how many it has terminated. */
async function sampleAndTerminate(
  environment: Environment,
  { seconds, terminateEverySeconds, samples }: Sampling,
): Promise<number> {
  let terminated = 0;
  for (let second = 1; second < seconds; second += 1) {
    await sleep(1_000);
    samples.push({ x: second / 60, y: environment.server.memoryMiB() * MB_PER_MIB });
    if (second % terminateEverySeconds === 0) terminated += await terminateAll(environment);
  }
  return terminated;
}

async function terminateAll({ owner }: Environment): Promise<number> {
  const terminated = await owner.sql`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'ai-cost%'`;
  return terminated.length;
}

/** What the server has open. */
interface Resources {
  connections: number;
  /** Files and sockets, without the connections: a pool opens these as it needs them, and keeps them. */
  descriptors: number;
}

/**
 * Returns what the server has open while no request is in progress. With `before`, waits until the
 * server has no more open than that, at most until a deadline.
 */
async function idleState(environment: Environment, before?: Resources): Promise<Resources> {
  const deadlineMs = performance.now() + IDLE_WITHIN_MS;
  for (;;) {
    await sleep(IDLE_MS);
    const now = await resourcesOf(environment);
    if (!before || leaks(before, now).length === 0 || performance.now() > deadlineMs) return now;
  }
}

async function resourcesOf({ owner, server }: Environment): Promise<Resources> {
  const [row] = await owner.sql<{ connections: number }[]>`
    select count(*)::int as connections from pg_stat_activity
    where application_name like 'ai-cost%'`;
  const connections = row?.connections ?? 0;
  return { connections, descriptors: server.descriptors() - connections };
}

const leaks = (before: Resources, after: Resources): string[] =>
  problemsWhere([
    [after.connections > POOL_CONNECTIONS, `${after.connections} connections remain`],
    [
      after.descriptors > before.descriptors + SPARE_DESCRIPTORS,
      `${before.descriptors} descriptors before and ${after.descriptors} after`,
    ],
  ]);
