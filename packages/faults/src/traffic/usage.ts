import { newId } from "@ai-cost/db";
import {
  REQUESTS,
  type RequestFormat,
  type SentCall,
  type SentRequest,
} from "@ai-cost/ingest/testing";
import type { Tenant } from "../fixture/tenant";
import type { Random } from "../runner/random";
import type { Model, SentUsage } from "./model";

export const FORMATS = Object.keys(REQUESTS) as [RequestFormat, ...RequestFormat[]];

/** A request with usage, and what the model stores about its calls. */
export interface UsageRequest extends SentRequest {
  usages: SentUsage[];
}

interface UsageShape {
  calls: number;
  /** The format of the request; a random one when absent. */
  format?: RequestFormat;
  time?: Date;
}

/**
 * Creates a request with new calls of a tenant, each with a cost of at most $0.10, and adds the calls to
 * the model.
 */
export function usageRequest(
  model: Model,
  tenant: Tenant,
  random: Random,
  { calls, format = random.pick(FORMATS), time = new Date() }: UsageShape,
): UsageRequest {
  return requestOf(format, newCalls(model, tenant, random, { calls, time }));
}

/** A call that can be sent more than once, alone or together with others. */
export interface NewCall {
  sent: SentCall;
  usage: SentUsage;
}

/** Creates new calls of one job of a tenant, each with a cost of at most $0.10, and adds them to the model. */
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
      // The cost is not 0, because 0 means an unknown cost in some formats.
      costMicroUsd: BigInt(random.integer(1, 100_000)),
    });
    const { inputTokens, outputTokens, costMicroUsd } = usage;
    const cost = (Number(costMicroUsd) / 1e6).toFixed(6);
    const named = { id: newId(), time: time.toISOString(), model: `model of ${canary}` };
    return { usage, sent: { ...named, inputTokens, outputTokens, cost, place } };
  });
}

export const requestOf = (format: RequestFormat, calls: readonly NewCall[]): UsageRequest => ({
  ...REQUESTS[format](calls.map(({ sent }) => sent)),
  usages: calls.map(({ usage }) => usage),
});
