import { setTimeout as sleep } from "node:timers/promises";
import type { SentRequest } from "@ai-cost/ingest/testing";
import { request } from "@ai-cost/testing";
import type { Random } from "./random";
import type { Tenant } from "./tenants";
import type { UsageRequest } from "./usage";

/** What became of many deliveries. */
export class Deliveries {
  /** Events that an answer said are recorded. */
  acknowledged = 0;
  requests = 0;
  /** Attempts beyond each request's first. */
  retries = 0;
  /** Attempts that ended without an answer, so that nobody knows what became of them. */
  unknownOutcomes = 0;
  /** The most attempts that a request needed. */
  mostAttempts = 0;
  /** How many requests needed so many attempts. */
  readonly attempts = new Map<number, number>();
  readonly statuses = new Map<number, number>();
  /** Of the answers that acknowledged, in order of arrival: when, and after how long. */
  readonly acknowledgements: { atMs: number; ms: number }[] = [];

  /** Answers of a status in `[from, to)`. */
  answers(from: number, to = from + 1): number {
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
  /** Milliseconds; then the delivery rejects. */
  giveUpAfterMs?: number;
}

const GIVE_UP_AFTER_MS = 120_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/** Sends the same body again until an answer says that all of it is recorded. */
export async function deliver(usage: UsageRequest, options: DeliveryOptions): Promise<void> {
  const { deliveries, random, giveUpAfterMs = GIVE_UP_AFTER_MS } = options;
  const startedAtMs = performance.now();
  deliveries.requests += 1;
  for (let attempt = 1; ; attempt += 1) {
    if (await attemptOnce(usage, options)) {
      deliveries.attempts.set(attempt, (deliveries.attempts.get(attempt) ?? 0) + 1);
      deliveries.mostAttempts = Math.max(deliveries.mostAttempts, attempt);
      return;
    }
    if (performance.now() - startedAtMs > giveUpAfterMs)
      throw new Error(`a request was not taken within ${giveUpAfterMs} ms, ${attempt} attempts`);
    deliveries.retries += 1;
    await sleep(pauseMs(attempt, random));
  }
}

/** Twice as long each time, by chance a little shorter or longer, and at most about two seconds. */
const pauseMs = (attempt: number, random: Random): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * (0.75 + random.next() / 2);

/** Whether the answer acknowledges; throws on one that no repetition would change. */
export async function attemptOnce(
  usage: UsageRequest,
  { serverUrl, tenant, deliveries }: DeliveryOptions,
): Promise<boolean> {
  const answer = await postUsage(serverUrl, tenant.key, usage).catch(() => undefined);
  if (!answer) {
    deliveries.unknownOutcomes += 1;
    return false;
  }
  const { status, text, ms } = answer;
  deliveries.statuses.set(status, (deliveries.statuses.get(status) ?? 0) + 1);
  if (status >= 500) return false;
  if (status !== 200 || !isWhole(text, usage.usages.length))
    throw new Error(`${usage.path} answered ${status}: ${text.slice(0, 300)}`);
  for (const sent of usage.usages) sent.isAcknowledged = true;
  deliveries.acknowledged += usage.usages.length;
  deliveries.acknowledgements.push({ atMs: performance.now(), ms });
  return true;
}

/** One attempt. */
export const postUsage = (serverUrl: string, key: string, { path, mediaType, body }: SentRequest) =>
  request(new URL(path, serverUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": mediaType },
    body,
  });

/** OTLP says nothing where all was taken; the other ways answer for each event. */
function isWhole(text: string, events: number): boolean {
  if (text === "" || text === "{}") return true;
  const { results }: { results?: { result: string }[] } = JSON.parse(text);
  const taken = results?.filter(({ result }) => result === "recorded" || result === "duplicate");
  return taken?.length === events;
}
