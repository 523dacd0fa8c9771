import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "../../environment/environment";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import type { Random } from "../../runner/random";
import { Deliveries } from "../../traffic/deliver";
import { Readers } from "../../traffic/readers";
import { Writers } from "../../traffic/writers";

const SCALES = {
  short: { restarts: 2, terminateForSeconds: 4, terminateEveryMs: 200 },
  normal: { restarts: 10, terminateForSeconds: 20, terminateEveryMs: 50 },
  long: { restarts: 10, terminateForSeconds: 60, terminateEveryMs: 50 },
};
const CLIENTS = 16;
const PAUSE_MS = 500;
const WARM_UP_EVENTS = 100;
const MOST_ATTEMPTS = 6;

faultCase({
  id: "F4",
  title: "restarts of Postgres and terminated connections cause no uncaught error and no leak",
  seenRedBy: "the driver as published: after two restarts no request succeeded within two minutes",
  async run({ environment, scale, random }) {
    const { restarts, terminateForSeconds, terminateEveryMs } = SCALES[scale];
    const deliveries = new Deliveries();
    const tenants = await environment.makeTenants();
    const common = { environment, tenants, random };
    const warmUp = { ...common, deliveries: new Deliveries(), events: WARM_UP_EVENTS };
    await new Writers({ ...warmUp, clients: 4 }).ended;
    const writers = new Writers({
      ...common,
      deliveries,
      clients: CLIENTS,
      mostEventsPerRequest: 3,
    });
    const readers = new Readers({ ...common, clients: CLIENTS / 4 });
    for (let restart = 0; restart < restarts; restart += 1) {
      await sleep(PAUSE_MS);
      await environment.postgres.stop();
      await environment.postgres.start();
    }
    const terminated = await terminateConnections(environment, random, {
      forMs: terminateForSeconds * 1000,
      everyMs: terminateEveryMs,
    });
    await readers.stop();
    await writers.stop();
    const { requests } = deliveries;
    const withFewAttempts = [...deliveries.attempts].reduce(
      (sum, [attempts, count]) => sum + (attempts <= MOST_ATTEMPTS ? count : 0),
      0,
    );
    const pct = (withFewAttempts * 100) / requests;
    return {
      hits: restarts + terminated,
      figures: {
        requests,
        "acknowledged after at most 5 retries, %": pct,
        retries: deliveries.retries,
        "queries with status 200": readers.count(200),
        "queries with status 503": readers.count(503),
      },
      problems: problemsWhere([
        [pct < 99, `only ${pct.toFixed(1)} % were acknowledged after at most 5 retries`],
        [deliveries.retries === 0, "no request was interrupted"],
        [deliveries.responses(500) > 0, `${deliveries.responses(500)} writes with status 500`],
        [readers.count(500) > 0, `${readers.count(500)} queries with status 500`],
        [readers.unanswered > 0, `${readers.unanswered} queries without a response`],
      ]),
    };
  },
});

/**
 * Terminates random connections of the server, one after the other. Returns the number of terminated
 * connections.
 */
async function terminateConnections(
  { owner }: Environment,
  random: Random,
  { forMs, everyMs }: { forMs: number; everyMs: number },
): Promise<number> {
  const deadlineMs = performance.now() + forMs;
  let terminated = 0;
  while (performance.now() < deadlineMs) {
    const connections = await owner.sql<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name like 'ai-cost%' order by pid`;
    const victim = random.shuffle(connections)[0];
    if (victim) {
      await owner.sql`select pg_terminate_backend(${victim.pid})`;
      terminated += 1;
    }
    await sleep(everyMs);
  }
  return terminated;
}
