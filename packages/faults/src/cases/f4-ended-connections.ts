import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import type { Random } from "../rig/random";
import { Readers } from "../rig/readers";
import type { Stage } from "../rig/stage";
import { Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

const SCALES = {
  short: { restarts: 2, stormSeconds: 4, endedEveryMs: 200 },
  normal: { restarts: 10, stormSeconds: 20, endedEveryMs: 50 },
  long: { restarts: 10, stormSeconds: 60, endedEveryMs: 50 },
};
const CLIENTS = 16;
const PAUSE_MS = 500;
const WARM_EVENTS = 100;
const ATTEMPTS = 6;

export const endedConnections: FaultCase = {
  id: "F4",
  title: "restarts of Postgres and ended connections throw nothing and leak nothing",
  seenRedBy: "the driver as published: two restarts later no request was taken within two minutes",
  async run(rig, scale, random) {
    const { restarts, stormSeconds, endedEveryMs } = SCALES[scale];
    const deliveries = new Deliveries();
    const tenants = await rig.makeTenants();
    const common = { stage: rig, tenants, random };
    const warming = { ...common, deliveries: new Deliveries(), events: WARM_EVENTS };
    await new Traffic({ ...warming, clients: 4 }).ended;
    const traffic = new Traffic({ ...common, deliveries, clients: CLIENTS, mostEventsARequest: 3 });
    const readers = new Readers({ ...common, clients: CLIENTS / 4 });
    for (let restart = 0; restart < restarts; restart += 1) {
      await sleep(PAUSE_MS);
      await rig.postgres.stop();
      await rig.postgres.start();
    }
    const ended = await endConnections(rig, random, {
      ms: stormSeconds * 1000,
      everyMs: endedEveryMs,
    });
    await readers.stop();
    await traffic.stop();
    const { requests } = deliveries;
    const inTime = [...deliveries.attempts].reduce(
      (sum, [attempts, count]) => sum + (attempts <= ATTEMPTS ? count : 0),
      0,
    );
    const pct = (inTime * 100) / requests;
    return {
      hits: restarts + ended,
      figures: {
        requests,
        "taken after at most 5 repetitions, %": pct,
        "attempts made again": deliveries.retries,
        "questions answered 200": readers.count(200),
        "questions answered 503": readers.count(503),
      },
      problems: problemsWhere([
        [pct < 99, `only ${pct.toFixed(1)} % were taken after at most 5 repetitions`],
        [deliveries.retries === 0, "no request met a fault"],
        [deliveries.answers(500) > 0, `${deliveries.answers(500)} answers of 500 to usage`],
        [readers.count(500) > 0, `${readers.count(500)} answers of 500 to questions`],
        [readers.unanswered > 0, `${readers.unanswered} questions without an answer`],
      ]),
    };
  },
};

/** Ends one of the server's connections after the other, in any state; how many. */
async function endConnections(
  { owner }: Stage,
  random: Random,
  { ms, everyMs }: { ms: number; everyMs: number },
): Promise<number> {
  const untilMs = performance.now() + ms;
  let ended = 0;
  while (performance.now() < untilMs) {
    const found = await owner.sql<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name like 'ai-cost%' order by pid`;
    const victim = random.shuffle(found)[0];
    if (victim) {
      await owner.sql`select pg_terminate_backend(${victim.pid})`;
      ended += 1;
    }
    await sleep(everyMs);
  }
  return ended;
}
