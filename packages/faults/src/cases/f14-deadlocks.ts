import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import type { Stage } from "../rig/stage";
import type { Tenant } from "../rig/tenants";
import { Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

const SCALES = { short: { deadlocks: 2 }, normal: { deadlocks: 10 }, long: { deadlocks: 60 } };
const WRITERS = 32;
const GIVE_UP_AFTER_TRIES = 200;
const MEETS_WITHIN_MS = 100;

export const deadlocks: FaultCase = {
  id: "F14",
  title: "a transaction that loses a deadlock is tried again, and nothing of it is lost or doubled",
  seenRedBy: "without another attempt after a deadlock: 4 answers of 500",
  async run(rig, scale, random) {
    const wanted = SCALES[scale].deadlocks;
    const tenants = await rig.makeTenants();
    const deliveries = new Deliveries();
    const before = await deadlocksSeen(rig);
    const traffic = new Traffic({ stage: rig, tenants, random, deliveries, clients: WRITERS });
    await traffic.reaches(WRITERS);
    let seen = 0;
    for (let tries = 0; seen < wanted && tries < GIVE_UP_AFTER_TRIES; tries += 1) {
      await lockAgainstTheOrder(rig, random.pick(tenants));
      seen = (await deadlocksSeen(rig)) - before;
    }
    await traffic.stop();
    return {
      hits: seen,
      figures: {
        "deadlocks that Postgres ended": seen,
        acknowledged: deliveries.acknowledged,
        "usage answered 503": deliveries.answers(503),
      },
      problems: problemsWhere([
        [seen < wanted, `only ${seen} of ${wanted} deadlocks came about`],
        [deliveries.answers(500) > 0, `${deliveries.answers(500)} answers of 500`],
      ]),
    };
  },
};

/** Takes a project's rows the other way round than writers of usage do, and leaves it to them to give in. */
async function lockAgainstTheOrder({ owner }: Stage, { projectId }: Tenant): Promise<void> {
  await owner.sql.begin(async (tx) => {
    await tx`set local deadlock_timeout = '1min'`;
    await tx`select from daily_spend where project_id = ${projectId} for update`;
    await sleep(MEETS_WITHIN_MS);
    await tx`select from monthly_agent_spend where project_id = ${projectId} for update`;
  });
}

async function deadlocksSeen({ owner }: Stage): Promise<number> {
  const [row] = await owner.sql<{ deadlocks: number }[]>`
    select deadlocks::int from pg_stat_database where datname = current_database()`;
  return row?.deadlocks ?? 0;
}
