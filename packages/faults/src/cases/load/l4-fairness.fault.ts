import { setTimeout as sleep } from "node:timers/promises";
import { percentile, query, request } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import type { Random } from "../../runner/random";
import { postUsage } from "../../traffic/deliver";
import { startAttack } from "../../traffic/start-attack";
import { usageRequest } from "../../traffic/usage";

const SCALES = {
  short: { quietSeconds: 4, attackSeconds: 8 },
  normal: { quietSeconds: 20, attackSeconds: 60 },
  long: { quietSeconds: 60, attackSeconds: 600 },
};
const MOST_TIMES_SLOWER = 3;
const PAUSE_MS = 40;
/** While the attack begins and the server learns who is costly. */
const BEGINNING_MS = 2_000;

faultCase({
  id: "L4",
  title: "while one tenant does the worst it can, another is served as before",
  seenRedBy:
    "requests that are handled in the order in which they come: reads were 37 times slower, intake 32 times",
  async run({ environment, scale, random }) {
    const { quietSeconds, attackSeconds } = SCALES[scale];
    const [attacker, victim] = await environment.makeTenants();
    const { owner, admin, member } = environment.people;
    const visit = (name: string) => new Visits(environment, victim, random.fork(name));
    await visit("first").go(2);
    await openPages(environment, attacker);
    const quiet = visit("quiet");
    await quiet.go(quietSeconds);
    const attack = await startAttack({
      serverUrl: environment.server.url,
      seconds: attackSeconds,
      kinds: ["reads", "pages", "intake", "batches", "sign-ins", "strangers", "bodies"],
      projectId: attacker.projectId,
      key: attacker.key,
      cookies: [owner, admin, member].map(({ cookie }) => cookie),
    });
    environment.onReset(attack.stop);
    await sleep(BEGINNING_MS);
    const attacked = visit("attacked");
    await attacked.go(attackSeconds - BEGINNING_MS / 1000);
    const statuses = await attack.ended;
    const slower = (kind: Kind) => attacked.p95Ms(kind) / quiet.p95Ms(kind);
    const health = await request(new URL("/api/health", environment.server.url));
    return {
      hits: Object.values(statuses).reduce((sum, count) => sum + count, 0),
      figures: {
        "quiet reads": quiet.text("reads"),
        "reads under attack": attacked.text("reads"),
        "quiet intake": quiet.text("intake"),
        "intake under attack": attacked.text("intake"),
        "reads, times slower": slower("reads").toFixed(1),
        "intake, times slower": slower("intake").toFixed(1),
        "attacker's responses by status": JSON.stringify(statuses),
      },
      problems: problemsWhere([
        [attacked.refused.length > 0, `the victim got ${attacked.refused.join(", ")}`],
        [quiet.refused.length > 0, `the victim got ${quiet.refused.join(", ")} before the attack`],
        [health.status !== 200, `the health check has the status ${health.status}`],
      ]),
      excesses: problemsWhere(
        (["reads", "intake"] as const).map((kind): [boolean, string] => [
          !(slower(kind) <= MOST_TIMES_SLOWER),
          `${kind} of the victim are ${slower(kind).toFixed(1)} times slower under attack`,
        ]),
      ),
    };
  },
});

/** Opens the pages that the attack opens, because the server loads the code of a page with its first request. */
async function openPages({ server, people }: Environment, { projectId }: Tenant): Promise<void> {
  const cookie = people.owner.cookie;
  for (const path of ["/sign-in", `/dashboard/products/${projectId}/ai-cost`])
    await request(new URL(path, server.url), { headers: { cookie } });
}

type Kind = "reads" | "intake";
const READS = ["getMonthlySummary", "getMonthlyTrend", "getRecentTransactions"] as const;

/** What a tenant does who works as usual: it reads and sends usage, one request of each at a time. */
class Visits {
  readonly ms: Record<Kind, number[]> = { reads: [], intake: [] };
  /** The statuses other than 200. */
  readonly refused: string[] = [];

  constructor(
    readonly environment: Environment,
    readonly tenant: Tenant,
    readonly random: Random,
  ) {}

  async go(seconds: number): Promise<void> {
    const untilMs = performance.now() + seconds * 1000;
    const again = async (kind: Kind, send: () => Promise<{ status: number; ms: number }>) => {
      while (performance.now() < untilMs) {
        const { status, ms } = await send();
        this.ms[kind].push(ms);
        if (status !== 200) this.refused.push(`${status} for ${kind}`);
        await sleep(PAUSE_MS);
      }
    };
    await Promise.all([again("reads", () => this.#read()), again("intake", () => this.#report())]);
  }

  p95Ms(kind: Kind): number {
    return percentile(this.ms[kind], 95);
  }

  text(kind: Kind): string {
    const at = (pct: number) => percentile(this.ms[kind], pct).toFixed(0);
    return `${this.ms[kind].length}: p50 ${at(50)} ms, p95 ${at(95)} ms`;
  }

  #read() {
    const { server, people } = this.environment;
    const { projectId } = this.tenant;
    const procedure = this.random.pick(READS);
    return query(server.url, people.stranger, `aiCost.${procedure}`, { projectId });
  }

  async #report() {
    const { server, model } = this.environment;
    const usage = usageRequest(model, this.tenant, this.random, {
      calls: 1,
      format: "usage events",
    });
    const response = await postUsage(server.url, this.tenant.key, usage);
    if (response.status === 200) for (const sent of usage.usages) sent.isAcknowledged = true;
    return response;
  }
}
