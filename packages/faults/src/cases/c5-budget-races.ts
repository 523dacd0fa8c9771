import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, change, dataOf, inClients } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { Deliveries } from "../rig/deliver";
import type { Rig } from "../rig/rig";
import type { Tenant } from "../rig/tenants";
import { Traffic } from "../rig/traffic";

const SCALES = {
  short: 30,
  normal: 300,
  long: 3_000,
};
const CLIENTS = 32;

/** A change that was answered, and between which moments it was made. */
interface Made {
  text: string;
  sentMs: number;
  answeredMs: number;
}

export const budgetRaces: FaultCase = {
  id: "C5",
  title: "of limits set at once the last committed stands, and every change is kept, in its order",
  seenRedBy: "a trigger in the database that drops a tenth of the audit events",
  async run(rig, scale, random) {
    const limits = SCALES[scale];
    const tenant = await rig.makeTenant();
    const deliveries = new Deliveries();
    const traffic = new Traffic({ stage: rig, tenants: [tenant], random, deliveries, clients: 8 });
    const made: Made[] = [];
    const problems: string[] = [];
    const seconds = await inClients(CLIENTS, Array(limits).keys(), async (number) => {
      const own = random.fork(`limit ${number}`);
      const limitDollars = (number + 1) / 100;
      const person = own.pick([rig.people.owner, rig.people.admin]);
      const input = { projectId: tenant.projectId, limitDollars };
      const sentMs = performance.now();
      const answer = await persist(() =>
        change(rig.server.url, person, "aiCost.setBudgetLimit", input),
      );
      made.push({ text: limitDollars.toFixed(2), sentMs, answeredMs: performance.now() });
      const { budgetLimit } = dataOf<{ budgetLimit: number }>(answer);
      if (budgetLimit !== limitDollars) problems.push(`${limitDollars} answered ${budgetLimit}`);
      await sleep(own.integer(0, 20));
    });
    await traffic.stop();
    problems.push(...(await chainProblems(rig, tenant, made)), ...(await clearOnce(rig, tenant)));
    return {
      hits: overlaps(made),
      figures: {
        "limits set": limits,
        "a second": limits / seconds,
        "events meanwhile": deliveries.acknowledged,
      },
      problems: problems.slice(0, 5),
    };
  },
};

/** Asks again while the server says that it has too much to do, which means that nothing was done. */
async function persist(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
    await sleep(100);
  }
}

/** How many changes were under way while another one was. */
const overlaps = (made: readonly Made[]): number =>
  made.filter((one) =>
    made.some(
      (other) => other !== one && other.sentMs < one.answeredMs && one.sentMs < other.answeredMs,
    ),
  ).length;

interface Change {
  from: string | null;
  to: string | null;
}

/** Each limit is another, so that the kept changes make one chain from none to what stands now. */
async function chainProblems({ owner }: Rig, { projectId }: Tenant, made: readonly Made[]) {
  const kept = await owner.sql<Change[]>`
    select "from", "to" from audit_events where project_id = ${projectId}`;
  const [setting] = await owner.sql<{ value: string }[]>`
    select value from billing_settings where project_id = ${projectId}`;
  const nextOf = new Map(kept.map(({ from, to }) => [from, to]));
  const positions = new Map<string, number>();
  let last: string | null = null;
  for (let next = nextOf.get(last); next && !positions.has(next); next = nextOf.get(next)) {
    positions.set(next, positions.size);
    last = next;
  }
  const positionOf = ({ text }: Made) => positions.get(text) ?? Number.NaN;
  const isTurned = made.some((one) =>
    made.some((other) => one.answeredMs < other.sentMs && positionOf(one) > positionOf(other)),
  );
  return [
    ...(kept.length === made.length ? [] : [`${made.length} changes, ${kept.length} kept`]),
    ...(positions.size === made.length ? [] : [`only ${positions.size} of them make a chain`]),
    ...(last === setting?.value ? [] : [`${last} was last and ${setting?.value} stands`]),
    ...(isTurned ? ["a change comes before one that was answered before it was sent"] : []),
  ];
}

/** Many clear the limit at once: one of them changes something. */
async function clearOnce({ server, people, owner }: Rig, { projectId }: Tenant) {
  const clear = () =>
    persist(() => change(server.url, people.owner, "aiCost.clearBudgetLimit", { projectId }));
  const answers = await Promise.all(Array.from({ length: CLIENTS }, clear));
  const kept = await owner.sql`
    select from audit_events where project_id = ${projectId} and "to" is null`;
  const limits = await owner.sql`select from billing_settings where project_id = ${projectId}`;
  return [
    ...(answers.every(({ status }) => status === 200) ? [] : ["a limit could not be cleared"]),
    ...(kept.length === 1 ? [] : [`clearing at once is kept ${kept.length} times`]),
    ...(limits.length === 0 ? [] : ["a cleared limit stands"]),
  ];
}
