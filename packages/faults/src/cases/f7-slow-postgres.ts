import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import { lockTables } from "../rig/lock-table";
import { Readers } from "../rig/readers";
import { Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

/** Warmed up first, so that what grows is not what a server needs at work anyway. */
const SCALES = {
  short: { warmEvents: 800, lockedSeconds: 5, slowSeconds: 2, delaysMs: [500] },
  normal: { warmEvents: 3_000, lockedSeconds: 20, slowSeconds: 6, delaysMs: [500, 2_000] },
  long: { warmEvents: 6_000, lockedSeconds: 20, slowSeconds: 40, delaysMs: [500, 5_000, 30_000] },
};
const CLIENTS = 32;
const WARM_EVENTS_A_QUESTION = 3;
const QUIET_MS = 3_000;
const GROWTH_MIB = 50;
/** Written with every charge, read by every question. */
const SURFACES = ["daily_spend", "monthly_agent_spend", "monthly_run_spend"] as const;

export const slowPostgres: FaultCase = {
  id: "F7",
  title:
    "a slow or locked Postgres is answered with 503 in time, and nothing piles up or is doubled",
  seenRedBy: "a server without time limits: nothing was refused while the tables were locked",
  async run(rig, scale, random) {
    const { warmEvents, lockedSeconds, slowSeconds, delaysMs } = SCALES[scale];
    const proxy = await rig.startProxy();
    const server = await rig.startServer({ databaseUrl: proxy.urlOf(rig.databaseUrl) });
    const tenants = await rig.makeTenants();
    const common = { stage: rig, tenants, random, clients: CLIENTS, serverUrl: server.url };
    const questions = Math.round(warmEvents / WARM_EVENTS_A_QUESTION);
    const warming = new Readers({ ...common, questions });
    await new Traffic({ ...common, deliveries: new Deliveries(), events: warmEvents }).ended;
    await warming.ended;
    const beforeMiB = server.memoryMiB();
    const deliveries = new Deliveries();
    const traffic = new Traffic({ ...common, deliveries });
    const readers = new Readers(common);
    const release = await lockTables(rig.owner, SURFACES);
    await sleep(lockedSeconds * 1000);
    const acknowledgedWhileLocked = deliveries.acknowledged;
    await release();
    for (const delayMs of delaysMs) {
      proxy.delayMs = delayMs;
      await sleep(slowSeconds * 1000);
    }
    proxy.delayMs = 0;
    await readers.stop();
    await traffic.stop();
    await sleep(QUIET_MS);
    const grownMiB = server.memoryMiB() - beforeMiB;
    const slowestMs = Math.max(...readers.answers.map(({ ms }) => ms));
    return {
      hits: deliveries.answers(503) + readers.count(503),
      figures: {
        acknowledged: deliveries.acknowledged,
        "usage answered 503": deliveries.answers(503),
        "questions answered 503": readers.count(503),
        "slowest question, ms": slowestMs,
        "memory grown by, MiB": grownMiB,
      },
      problems: problemsWhere([
        [deliveries.answers(503) === 0, "no usage was refused although the tables were locked"],
        [acknowledgedWhileLocked > 0, "usage was acknowledged while the tables were locked"],
        [deliveries.answers(500) > 0, `${deliveries.answers(500)} answers of 500 to usage`],
        [readers.count(500) > 0, `${readers.count(500)} answers of 500 to questions`],
        [
          deliveries.unknownOutcomes > 0,
          `${deliveries.unknownOutcomes} requests without an answer`,
        ],
        [readers.unanswered > 0, `${readers.unanswered} questions without an answer`],
      ]),
      excesses: problemsWhere([
        [grownMiB > GROWTH_MIB, `the server grew by ${grownMiB.toFixed(0)} MiB`],
      ]),
    };
  },
};
