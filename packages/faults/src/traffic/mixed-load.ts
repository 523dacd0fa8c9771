import { type Person, type PersonName, query, request, signIn } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Tenant } from "../fixture/tenant";
import type { Random } from "../runner/random";
import { type Deliveries, deliver } from "./deliver";
import { keepBusy } from "./keep-busy";
import { usageRequest } from "./usage";

const WRITERS = 4;
const READERS = 4;
const MOST_CALLS_PER_REQUEST = 10;
const READS = ["getMonthlySummary", "getMonthlyTrend", "getRecentTransactions", "a page"] as const;

export interface MixedLoad {
  environment: Environment;
  tenants: readonly [Tenant, ...Tenant[]];
  random: Random;
  deliveries: Deliveries;
  /** The number of responses to readers and sign-ins, by status. The status 0 means that no response arrived. */
  statuses: Map<number, number>;
  /** A sentence for each wrong response. */
  problems: string[];
}

/** Lets clients write, read and sign in at the same time, with pauses. */
export async function mixedLoad(load: MixedLoad, seconds: number): Promise<void> {
  const restMs = () => load.random.integer(20, 120);
  await Promise.all([
    keepBusy({ clients: WRITERS, seconds, restMs }, () => write(load)),
    keepBusy({ clients: READERS, seconds, restMs }, () => read(load)),
    keepBusy({ clients: 1, seconds, restMs: () => 1_000 }, () => startSession(load)),
  ]);
}

function write({ environment, tenants, random, deliveries }: MixedLoad): Promise<void> {
  const tenant = random.pick(tenants);
  const calls = random.integer(1, MOST_CALLS_PER_REQUEST);
  const usage = usageRequest(environment.model, tenant, random, { calls });
  return deliver(usage, { serverUrl: environment.server.url, tenant, random, deliveries });
}

async function read(load: MixedLoad): Promise<void> {
  const { environment, tenants, random, problems } = load;
  const [tenant, what] = [random.pick(tenants), random.pick(READS)];
  const [name, person] = random.pick(
    Object.entries(environment.people) as [[PersonName, Person], ...[PersonName, Person][]],
  );
  const response = await send(environment.server.url, person, tenant, what).catch(() => undefined);
  count(load, response?.status);
  const expected = tenant.members.includes(name) ? 200 : 404;
  const isBusy = response?.status === 503 || response?.status === 429;
  if (response && !isBusy && response.status !== expected)
    problems.push(`${what} has the status ${response.status} instead of ${expected}`);
}

function send(
  serverUrl: string,
  person: Person,
  { projectId }: Tenant,
  what: (typeof READS)[number],
) {
  if (what !== "a page") return query(serverUrl, person, `aiCost.${what}`, { projectId });
  const page = new URL(`/dashboard/products/${projectId}/ai-cost`, serverUrl);
  return request(page, { headers: { cookie: person.cookie } });
}

async function startSession(load: MixedLoad): Promise<void> {
  const { owner } = load.environment.people;
  const cookie = await signIn(load.environment.server.url, owner.email).catch(() => undefined);
  count(load, cookie === undefined ? 0 : 200);
}

function count({ statuses }: MixedLoad, status = 0): void {
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}
