import { setTimeout as sleep } from "node:timers/promises";
import { inClients } from "@ai-cost/testing";
import { type Deliveries, deliver } from "./deliver";
import type { Random } from "./random";
import type { Stage } from "./stage";
import type { Tenant } from "./tenants";
import { usageRequest } from "./usage";

const POLL_MS = 5;
const MOST_EVENTS_A_REQUEST = 20;
const BACK_WITHIN_MS = 30_000;

export interface TrafficOptions {
  stage: Stage;
  tenants: readonly [Tenant, ...Tenant[]];
  random: Random;
  deliveries: Deliveries;
  clients: number;
  /** How many; until it is stopped when absent. */
  events?: number;
  /** Each has one to so many, twenty when absent. */
  mostEventsARequest?: number;
  /** The stage's own server when absent. */
  serverUrl?: string;
}

/** Clients that send new usage of the tenants through every way in, each until it is acknowledged. */
export class Traffic {
  /** Resolves when all is acknowledged; rejects with the first refusal, when every client has stopped. */
  readonly ended: Promise<void>;
  #failure: unknown;
  #isOver = false;

  constructor(readonly options: TrafficOptions) {
    this.ended = this.#run();
    // Whoever waits for it hears of a failure; until then it is not one that nobody caught.
    this.ended.catch(() => {});
  }

  /** Begins nothing more; resolves when what is under way is acknowledged. */
  stop(): Promise<void> {
    this.#isOver = true;
    return this.ended;
  }

  /** Resolves when so many events are acknowledged, or the traffic is over. */
  async reaches(events: number): Promise<void> {
    while (!this.#isOver && this.options.deliveries.acknowledged < events) await sleep(POLL_MS);
  }

  async #run(): Promise<void> {
    await inClients(this.options.clients, this.#sizes(), ({ calls, number }) =>
      this.#send(calls, number).catch((error) => {
        this.#failure ??= error;
        this.#isOver = true;
      }),
    );
    this.#isOver = true;
    if (this.#failure) throw this.#failure;
  }

  *#sizes(): Generator<{ calls: number; number: number }> {
    const { events = Number.POSITIVE_INFINITY, random } = this.options;
    const { mostEventsARequest = MOST_EVENTS_A_REQUEST } = this.options;
    let left = events;
    for (let number = 0; left > 0 && !this.#isOver; number += 1) {
      const calls = Math.min(left, random.integer(1, mostEventsARequest));
      left -= calls;
      yield { calls, number };
    }
  }

  async #send(calls: number, number: number): Promise<void> {
    const { stage, tenants, deliveries, serverUrl = stage.server.url } = this.options;
    const random = this.options.random.fork(`request ${number}`);
    const tenant = random.pick(tenants);
    const usage = usageRequest(stage.model, tenant, random, { calls });
    await deliver(usage, { serverUrl, tenant, random, deliveries });
  }
}

/** Milliseconds from now to the next acknowledgement; half a minute where none comes. */
export async function backAfterMs({ acknowledgements }: Deliveries): Promise<number> {
  const before = acknowledgements.length;
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < BACK_WITHIN_MS) {
    const next = acknowledgements[before];
    if (next) return Math.round(next.atMs - startedAtMs);
    await sleep(POLL_MS);
  }
  return BACK_WITHIN_MS;
}
