import { newId } from "@ai-cost/db";
import {
  REQUESTS,
  type RequestFormat,
  type SentCall,
  type SentRequest,
} from "@ai-cost/ingest/testing";
import type { Model, SentUsage } from "./model";
import type { Random } from "./random";
import type { Tenant } from "./tenants";

export const WAYS = Object.keys(REQUESTS) as [RequestFormat, ...RequestFormat[]];

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
  return requestOf(way, newCalls(model, tenant, random, { calls, time }));
}

interface UsageShape {
  calls: number;
  /** Any when absent. */
  way?: RequestFormat;
  time?: Date;
}

/** A call that can be sent, as often and with whatever others one likes. */
export interface NewCall {
  sent: SentCall;
  usage: SentUsage;
}

/** New calls of a tenant in one job, at a cost of up to $0.10 each. */
export function newCalls(
  model: Model,
  { projectId, canary }: Tenant,
  random: Random,
  { calls, time }: { calls: number; time: Date },
): NewCall[] {
  const run = `run of ${canary} ${newId()}`;
  const place = { run, job: `${run}, its job`, agent: `Agent of ${canary}` };
  return Array.from({ length: calls }, () => {
    const usage = model.add(projectId, {
      outputTokens: random.integer(0, 10_000),
      // Never 0, which some ways in say where they do not know.
      costMicroUsd: BigInt(random.integer(1, 100_000)),
    });
    const { inputTokens, outputTokens, costMicroUsd } = usage;
    const cost = (Number(costMicroUsd) / 1e6).toFixed(6);
    const named = { id: newId(), time: time.toISOString(), model: `model of ${canary}` };
    return { usage, sent: { ...named, inputTokens, outputTokens, cost, place } };
  });
}

/** One request with these calls, by one way in. */
export const requestOf = (way: RequestFormat, calls: readonly NewCall[]): UsageRequest => ({
  ...REQUESTS[way](calls.map(({ sent }) => sent)),
  usages: calls.map(({ usage }) => usage),
});
