import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "../case";
import { slope } from "../report/slope";
import { Deliveries } from "../rig/deliver";
import { type MixedLoad, mixLoad } from "../rig/mixed-load";
import type { Rig } from "../rig/rig";

const SCALES = {
  short: { seconds: 5, faultEverySeconds: 2 },
  normal: { seconds: 30, faultEverySeconds: 10 },
  long: { seconds: 1_800, faultEverySeconds: 300 },
};
const FIRST_SECONDS = 1;
const QUIET_MS = 1_000;
const MB_PER_MIB = 1.048_576;
const MOST_MB_A_MINUTE = 1;
/** As many as the server's two pools may ever have. */
const POOL_CONNECTIONS = 20;
/** Of files and sockets between two quiet moments: Node opens some of its own when it likes. */
const ROOM_DESCRIPTORS = 8;
const QUIET_WITHIN_MS = 40_000;

export const soak: FaultCase = {
  id: "L3",
  title: "nothing leaks under mixed load whose connections are ended now and then",
  seenRedBy: "an array and an open file kept at every question for the trend",
  async run(rig, scale, random) {
    const { seconds, faultEverySeconds } = SCALES[scale];
    const load: MixedLoad = {
      rig,
      tenants: await rig.makeTenants(),
      random,
      deliveries: new Deliveries(),
      answers: new Map(),
      problems: [],
    };
    await mixLoad(load, FIRST_SECONDS);
    const before = await quietState(rig);
    const samples: { x: number; y: number }[] = [];
    const ended = watch(rig, { seconds, faultEverySeconds, samples });
    await mixLoad(load, seconds);
    const hits = await ended;
    const after = await quietState(rig, before);
    const growth = slope(samples.filter(({ x }) => x * 60 >= seconds / 3));
    return {
      hits,
      figures: {
        acknowledged: load.deliveries.acknowledged,
        "answers to readers": [...load.answers.values()].reduce((sum, count) => sum + count, 0),
        "of them 503 or cut": (load.answers.get(503) ?? 0) + (load.answers.get(0) ?? 0),
        "MB a minute": growth,
        "RSS at the end, MiB": Math.round(rig.server.memoryMiB()),
        "quiet connections": after.connections,
        "descriptors before and after": `${before.descriptors} and ${after.descriptors}`,
      },
      problems: [
        ...load.problems.slice(0, 3),
        ...(load.deliveries.answers(500) > 0 ? ["answers of 500 to writers"] : []),
        ...leaks(before, after),
        // Shorter than this the heap is still growing into its size.
        ...(scale === "long" && !(growth < MOST_MB_A_MINUTE)
          ? [`memory grows by ${growth.toFixed(2)} MB a minute`]
          : []),
      ],
    };
  },
};

interface Watch {
  seconds: number;
  faultEverySeconds: number;
  /** Gets minutes and resident megabytes, once a second. */
  samples: { x: number; y: number }[];
}

/** Measures the server's memory and ends all its connections from time to time; how many it ended. */
async function watch(rig: Rig, { seconds, faultEverySeconds, samples }: Watch): Promise<number> {
  let ended = 0;
  for (let second = 1; second < seconds; second += 1) {
    await sleep(1_000);
    samples.push({ x: second / 60, y: rig.server.memoryMiB() * MB_PER_MIB });
    if (second % faultEverySeconds === 0) ended += await endConnections(rig);
  }
  return ended;
}

async function endConnections({ owner }: Rig): Promise<number> {
  const ended = await owner.sql`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'ai-cost%'`;
  return ended.length;
}

interface Held {
  connections: number;
  descriptors: number;
}

/** What the server holds when nobody asks it for anything, once it is down to what it held before. */
async function quietState(rig: Rig, before?: Held): Promise<Held> {
  const deadlineMs = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    await sleep(QUIET_MS);
    const held = await heldBy(rig);
    if (!before || leaks(before, held).length === 0 || performance.now() > deadlineMs) return held;
  }
}

async function heldBy({ owner, server }: Rig): Promise<Held> {
  const [held] = await owner.sql<{ connections: number }[]>`
    select count(*)::int as connections from pg_stat_activity
    where application_name like 'ai-cost%'`;
  return { connections: held?.connections ?? 0, descriptors: server.descriptors() };
}

const leaks = (before: Held, after: Held): string[] => [
  ...(after.connections <= POOL_CONNECTIONS ? [] : [`${after.connections} connections stay`]),
  ...(after.descriptors <= before.descriptors + ROOM_DESCRIPTORS
    ? []
    : [`${before.descriptors} descriptors before and ${after.descriptors} after`]),
];
