import { newId } from "@ai-cost/db";
import {
  REQUESTS,
  type SendingWay,
  type SentCall,
  type SentRequest,
} from "@ai-cost/ingest/testing";
import type { Model, SentUsage } from "./model";
import type { Random } from "./random";
import type { Tenant } from "./tenants";

export const WAYS = Object.keys(REQUESTS) as [SendingWay, ...SendingWay[]];

/** A request with usage, and what the model knows of it. */
export interface UsageRequest extends SentRequest {
  usages: SentUsage[];
}

/** New calls of a tenant in one request, by one way in, at a cost of up to $0.10 each. */
export function usageRequest(
  model: Model,
  tenant: Tenant,
  random: Random,
  { calls, way = random.pick(WAYS), time = new Date() }: UsageShape,
): UsageRequest {
  const run = `run of ${tenant.canary} ${newId()}`;
  const place = { run, job: `${run}, its job`, agent: `Agent of ${tenant.canary}` };
  const usages = Array.from({ length: calls }, () =>
    model.add(tenant.projectId, {
      outputTokens: random.integer(0, 10_000),
      costMicroUsd: BigInt(random.integer(0, 100_000)),
    }),
  );
  const sent = usages.map((usage): SentCall => {
    const { inputTokens, outputTokens, costMicroUsd } = usage;
    const cost = (Number(costMicroUsd) / 1e6).toFixed(6);
    const model = `model of ${tenant.canary}`;
    return { id: newId(), time: time.toISOString(), model, inputTokens, outputTokens, cost, place };
  });
  return { ...REQUESTS[way](sent), usages };
}

interface UsageShape {
  calls: number;
  /** Any when absent. */
  way?: SendingWay;
  time?: Date;
}
