import { setTimeout as sleep } from "node:timers/promises";
import type { SentRequest } from "@ai-cost/ingest/testing";
import { request } from "@ai-cost/testing";
import type { Tenant } from "../fixture/tenant";
import type { Random } from "../runner/random";
import type { UsageRequest } from "./usage";

/** Counts what happened to many deliveries. */
export class Deliveries {
  /** The number of events that a response has acknowledged. */
  acknowledged = 0;
  requests = 0;
  /** The number of attempts that were not the first attempt of their request. */
  retries = 0;
  /**
   * The number of attempts without a response. The server may or may not have recorded the events of
   * such an attempt.
   */
  unknownOutcomes = 0;
  /** How many requests needed one attempt, two attempts, and so on. The key is the number of attempts. */
  readonly attempts = new Map<number, number>();
  readonly statuses = new Map<number, number>();
  /** The time of each acknowledgement, in order of arrival, and the duration of its request. */
  readonly acknowledgements: { atMs: number; ms: number }[] = [];

  /** The number of responses with a status in `[from, to)`. */
  responses(from: number, to = from + 1): number {
    return [...this.statuses].reduce(
      (sum, [status, count]) => (status >= from && status < to ? sum + count : sum),
      0,
    );
  }
}

export interface DeliveryOptions {
  serverUrl: string;
  tenant: Tenant;
  random: Random;
  deliveries: Deliveries;
}

const TIMEOUT_MS = 120_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/** Sends the same body again until a response acknowledges all of it. Rejects after two minutes. */
export async function deliver(usage: UsageRequest, options: DeliveryOptions): Promise<void> {
  const { deliveries, random } = options;
  const startedAtMs = performance.now();
  deliveries.requests += 1;
  for (let attempt = 1; ; attempt += 1) {
    if (await attemptOnce(usage, options)) {
      deliveries.attempts.set(attempt, (deliveries.attempts.get(attempt) ?? 0) + 1);
      return;
    }
    if (performance.now() - startedAtMs > TIMEOUT_MS)
      throw new Error(`a request was not acknowledged after ${attempt} attempts in two minutes`);
    deliveries.retries += 1;
    await sleep(pauseMs(attempt, random));
  }
}

/** The pause before the next attempt: exponential backoff with jitter. */
const pauseMs = (attempt: number, random: Random): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * (0.75 + random.next() / 2);

/**
 * Sends the request once. Returns whether the response acknowledges all events; throws if a retry
 * cannot help.
 */
export async function attemptOnce(
  usage: UsageRequest,
  { serverUrl, tenant, deliveries }: DeliveryOptions,
): Promise<boolean> {
  const response = await postUsage(serverUrl, tenant.key, usage).catch(() => undefined);
  if (!response) {
    deliveries.unknownOutcomes += 1;
    return false;
  }
  const { status, text, ms } = response;
  deliveries.statuses.set(status, (deliveries.statuses.get(status) ?? 0) + 1);
  if (status >= 500) return false;
  if (status !== 200 || !isAllRecorded(text, usage.usages.length))
    throw new Error(`${usage.path} has the status ${status}: ${text.slice(0, 300)}`);
  for (const sent of usage.usages) sent.isAcknowledged = true;
  deliveries.acknowledged += usage.usages.length;
  deliveries.acknowledgements.push({ atMs: performance.now(), ms });
  return true;
}

/** Sends one request with usage. */
export const postUsage = (serverUrl: string, key: string, { path, mediaType, body }: SentRequest) =>
  request(new URL(path, serverUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": mediaType },
    body,
  });

/**
 * Whether a response says that all events are recorded. An OTLP response is then empty. A response in
 * another format has a result for each event.
 */
function isAllRecorded(text: string, events: number): boolean {
  if (text === "" || text === "{}") return true;
  const { results }: { results?: { result: string }[] } = JSON.parse(text);
  const recorded = results?.filter(({ result }) => result === "recorded" || result === "duplicate");
  return recorded?.length === events;
}
