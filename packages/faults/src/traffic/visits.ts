import { setTimeout as sleep } from "node:timers/promises";
import { percentile, query } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Tenant } from "../fixture/tenant";
import type { Random } from "../runner/random";
import { postUsage } from "./deliver";
import { usageRequest } from "./usage";

const PAUSE_MS = 40;

export type VisitKind = "reads" | "intake";
const READS = ["getMonthlySummary", "getMonthlyTrend", "getRecentTransactions"] as const;

/** What a tenant does who works as usual: it reads and sends usage, one request of each at a time. */
export class Visits {
  readonly ms: Record<VisitKind, number[]> = { reads: [], intake: [] };
  /** The statuses other than 200. */
  readonly refused: string[] = [];

  constructor(
    readonly environment: Environment,
    readonly tenant: Tenant,
    readonly random: Random,
  ) {}

  async go(seconds: number): Promise<void> {
    const untilMs = performance.now() + seconds * 1000;
    const again = async (kind: VisitKind, send: () => Promise<{ status: number; ms: number }>) => {
      while (performance.now() < untilMs) {
        const { status, ms } = await send();
        this.ms[kind].push(ms);
        if (status !== 200) this.refused.push(`${status} for ${kind}`);
        await sleep(PAUSE_MS);
      }
    };
    await Promise.all([again("reads", () => this.#read()), again("intake", () => this.#report())]);
  }

  p95Ms(kind: VisitKind): number {
    return percentile(this.ms[kind], 95);
  }

  text(kind: VisitKind): string {
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
