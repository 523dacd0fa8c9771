import { ask, type Person, type PersonName, request, signIn } from "@ai-cost/testing";
import { type Deliveries, deliver } from "./deliver";
import { keepBusy } from "./keep-busy";
import type { Random } from "./random";
import type { Rig } from "./rig";
import type { Tenant } from "./tenants";
import { usageRequest } from "./usage";

const WRITERS = 4;
const READERS = 4;
const MOST_CALLS_A_REQUEST = 10;
const QUESTIONS = [
  "getMonthlySummary",
  "getMonthlyTrend",
  "getRecentTransactions",
  "a page",
] as const;

export interface MixedLoad {
  rig: Rig;
  tenants: readonly [Tenant, ...Tenant[]];
  random: Random;
  deliveries: Deliveries;
  /** Answers to readers and to sign-ins by status; 0 where none came. */
  answers: Map<number, number>;
  /** Sentences of what was answered and should not have been. */
  problems: string[];
}

/** People write, read and sign in, all at once and at their ease. */
export async function mixLoad(load: MixedLoad, seconds: number): Promise<void> {
  const restMs = () => load.random.integer(20, 120);
  await Promise.all([
    keepBusy({ clients: WRITERS, seconds, restMs }, () => write(load)),
    keepBusy({ clients: READERS, seconds, restMs }, () => read(load)),
    keepBusy({ clients: 1, seconds, restMs: () => 1_000 }, () => enter(load)),
  ]);
}

function write({ rig, tenants, random, deliveries }: MixedLoad): Promise<void> {
  const tenant = random.pick(tenants);
  const calls = random.integer(1, MOST_CALLS_A_REQUEST);
  const usage = usageRequest(rig.model, tenant, random, { calls });
  return deliver(usage, { serverUrl: rig.server.url, tenant, random, deliveries });
}

async function read(load: MixedLoad): Promise<void> {
  const { rig, tenants, random, problems } = load;
  const [tenant, question] = [random.pick(tenants), random.pick(QUESTIONS)];
  const [name, person] = random.pick(
    Object.entries(rig.people) as [[PersonName, Person], ...[PersonName, Person][]],
  );
  const answer = await answerTo(rig.server.url, person, tenant, question).catch(() => undefined);
  count(load, answer?.status);
  const expected = tenant.members.includes(name) ? 200 : 404;
  if (answer && answer.status !== 503 && answer.status !== expected)
    problems.push(`${question} answered ${answer.status} where ${expected} is right`);
}

function answerTo(
  serverUrl: string,
  person: Person,
  { projectId }: Tenant,
  question: (typeof QUESTIONS)[number],
) {
  if (question !== "a page") return ask(serverUrl, person, `aiCost.${question}`, { projectId });
  const page = new URL(`/dashboard/products/${projectId}/ai-cost`, serverUrl);
  return request(page, { headers: { cookie: person.cookie } });
}

/** A new session each time, as of people who come back. */
async function enter(load: MixedLoad): Promise<void> {
  const { owner } = load.rig.people;
  const cookie = await signIn(load.rig.server.url, owner.email).catch(() => undefined);
  count(load, cookie === undefined ? 0 : 200);
}

function count({ answers }: MixedLoad, status = 0): void {
  answers.set(status, (answers.get(status) ?? 0) + 1);
}
