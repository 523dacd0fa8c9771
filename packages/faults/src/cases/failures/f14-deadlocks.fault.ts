import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { Deliveries } from "../../traffic/deliver";
import { Writers } from "../../traffic/writers";

const SCALES = { short: { deadlocks: 2 }, normal: { deadlocks: 10 }, long: { deadlocks: 60 } };
const WRITERS = 32;
const MOST_ATTEMPTS = 200;
const MEETS_WITHIN_MS = 100;

faultCase({
  id: "F14",
  title:
    "a transaction that loses a deadlock is retried, and nothing of it is lost or stored twice",
  seenRedBy: "no retry after a deadlock: 4 responses with status 500",
  async run({ environment, scale, random }) {
    const wanted = SCALES[scale].deadlocks;
    const tenants = await environment.makeTenants();
    const deliveries = new Deliveries();
    const before = await countDeadlocks(environment);
    const writers = new Writers({ environment, tenants, random, deliveries, clients: WRITERS });
    await writers.reach(WRITERS);
    let deadlocks = 0;
    for (let attempt = 0; deadlocks < wanted && attempt < MOST_ATTEMPTS; attempt += 1) {
      await lockInOppositeOrder(environment, random.pick(tenants));
      deadlocks = (await countDeadlocks(environment)) - before;
    }
    await writers.stop();
    return {
      hits: deadlocks,
      figures: {
        deadlocks,
        acknowledged: deliveries.acknowledged,
        "writes with status 503": deliveries.responses(503),
      },
      problems: problemsWhere([
        [deadlocks < wanted, `only ${deadlocks} of ${wanted} deadlocks occurred`],
        [deliveries.responses(500) > 0, `${deliveries.responses(500)} responses with status 500`],
      ]),
    };
  },
});

/**
 * Locks rows of a project in the opposite order of a writer. This transaction has a long deadlock
 * timeout, so Postgres cancels the writer and not this transaction.
 */
async function lockInOppositeOrder({ owner }: Environment, { projectId }: Tenant): Promise<void> {
  await owner.sql.begin(async (tx) => {
    await tx`set local deadlock_timeout = '1min'`;
    await tx`select from daily_spend where project_id = ${projectId} for update`;
    await sleep(MEETS_WITHIN_MS);
    await tx`select from monthly_agent_spend where project_id = ${projectId} for update`;
  });
}

async function countDeadlocks({ owner }: Environment): Promise<number> {
  const [row] = await owner.sql<{ deadlocks: number }[]>`
    select deadlocks::int from pg_stat_database where datname = current_database()`;
  return row?.deadlocks ?? 0;
}
