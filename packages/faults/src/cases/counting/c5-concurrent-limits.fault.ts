import { setTimeout as sleep } from "node:timers/promises";
import { dataOf, inClients, mutate } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { Deliveries } from "../../traffic/deliver";
import { retryWhileBusy } from "../../traffic/retry-while-busy";
import { Writers } from "../../traffic/writers";

const LIMITS = { short: 30, normal: 300, long: 3_000 };
const CLIENTS = 32;

/** A limit that was set, and when its request started and ended. */
interface Change {
  text: string;
  startedAtMs: number;
  endedAtMs: number;
}

faultCase({
  id: "C5",
  title:
    "of limits that are set at the same time, the last commit wins and the audit trail has all in order",
  seenRedBy: "a trigger that drops a tenth of the audit events",
  async run({ environment, scale, random }) {
    const limits = LIMITS[scale];
    const tenant = await environment.makeTenant();
    const deliveries = new Deliveries();
    const writers = new Writers({
      environment,
      tenants: [tenant],
      random,
      deliveries,
      clients: 8,
    });
    const changes: Change[] = [];
    const problems: string[] = [];
    const seconds = await inClients(CLIENTS, Array(limits).keys(), async (number) => {
      const own = random.fork(`limit ${number}`);
      const limitDollars = (number + 1) / 100;
      const person = own.pick([environment.people.owner, environment.people.admin]);
      const input = { projectId: tenant.projectId, limitDollars };
      const startedAtMs = performance.now();
      const response = await retryWhileBusy(() =>
        mutate(environment.server.url, person, "aiCost.setBudgetLimit", input),
      );
      changes.push({ text: limitDollars.toFixed(2), startedAtMs, endedAtMs: performance.now() });
      const { budgetLimit } = dataOf<{ budgetLimit: number }>(response);
      if (budgetLimit !== limitDollars)
        problems.push(`the limit ${limitDollars} is returned as ${budgetLimit}`);
      await sleep(own.integer(0, 20));
    });
    await writers.stop();
    problems.push(...(await chainProblems(environment, tenant, changes)));
    problems.push(...(await clearAtOnce(environment, tenant)));
    return {
      hits: overlaps(changes),
      figures: {
        "limits set": limits,
        "limits per second": limits / seconds,
        "events acknowledged meanwhile": deliveries.acknowledged,
      },
      problems: problems.slice(0, 5),
    };
  },
});

/** Returns how many changes overlapped in time with another change. */
const overlaps = (changes: readonly Change[]): number =>
  changes.filter((one) =>
    changes.some(
      (other) =>
        other !== one && other.startedAtMs < one.endedAtMs && one.startedAtMs < other.endedAtMs,
    ),
  ).length;

/**
 * Checks that the audit events form one chain, which starts without a limit and ends with the current
 * limit. This is possible because no limit is set twice.
 */
async function chainProblems(
  { owner }: Environment,
  { projectId }: Tenant,
  changes: readonly Change[],
) {
  const events = await owner.sql<{ from: string | null; to: string | null }[]>`
    select "from", "to" from audit_events where project_id = ${projectId}`;
  const [setting] = await owner.sql<{ value: string }[]>`
    select value from billing_settings where project_id = ${projectId}`;
  const nextOf = new Map(events.map(({ from, to }) => [from, to]));
  const positions = new Map<string, number>();
  let last: string | null = null;
  for (let next = nextOf.get(last); next && !positions.has(next); next = nextOf.get(next)) {
    positions.set(next, positions.size);
    last = next;
  }
  const positionOf = ({ text }: Change) => positions.get(text) ?? Number.NaN;
  const isOutOfOrder = changes.some((one) =>
    changes.some(
      (other) => one.endedAtMs < other.startedAtMs && positionOf(one) > positionOf(other),
    ),
  );
  return problemsWhere([
    [events.length !== changes.length, `${changes.length} changes have ${events.length} events`],
    [positions.size !== changes.length, `only ${positions.size} of the events form a chain`],
    [last !== setting?.value, `${last} was set last, but the limit is ${setting?.value}`],
    [isOutOfOrder, "an event comes before that of an earlier change"],
  ]);
}

/** Clears the limit with many requests at the same time. Exactly one request must change something. */
async function clearAtOnce({ server, people, owner }: Environment, { projectId }: Tenant) {
  const clear = () =>
    retryWhileBusy(() =>
      mutate(server.url, people.owner, "aiCost.clearBudgetLimit", { projectId }),
    );
  const responses = await Promise.all(Array.from({ length: CLIENTS }, clear));
  const events = await owner.sql`
    select from audit_events where project_id = ${projectId} and "to" is null`;
  const limits = await owner.sql`select from billing_settings where project_id = ${projectId}`;
  return problemsWhere([
    [!responses.every(({ status }) => status === 200), "a request could not clear the limit"],
    [events.length !== 1, `clearing the limit at once has ${events.length} events`],
    [limits.length > 0, "the limit remains after it was cleared"],
  ]);
}
