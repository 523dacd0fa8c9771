import { setTimeout as sleep } from "node:timers/promises";
import { inClients } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Tenant } from "../fixture/tenant";
import type { Random } from "../runner/random";
import { type Deliveries, deliver } from "./deliver";
import { usageRequest } from "./usage";

const POLL_MS = 5;
const MOST_EVENTS_PER_REQUEST = 20;
const TIMEOUT_MS = 30_000;

export interface WritersOptions {
  environment: Environment;
  tenants: readonly [Tenant, ...Tenant[]];
  random: Random;
  deliveries: Deliveries;
  clients: number;
  /** The number of events to send. When absent, the writers send until they are stopped. */
  events?: number;
  /** The largest number of events in a request; 20 when absent. Each request has a random number of events. */
  mostEventsPerRequest?: number;
  /** The URL of the server that receives the usage; that of the environment's main server when absent. */
  serverUrl?: string;
}

/** Clients that send new usage of the tenants in all formats. Each repeats a request until it is acknowledged. */
export class Writers {
  /**
   * Resolves when all events are acknowledged. When a request was refused, rejects with the first
   * refusal after all clients have stopped.
   */
  readonly ended: Promise<void>;
  #failure: unknown;
  #isOver = false;

  constructor(readonly options: WritersOptions) {
    this.ended = this.#run();
    // A case sees the failure when it awaits `ended`. Until then, Node must not report the failure as an
    // unhandled rejection.
    this.ended.catch(() => {});
  }

  /** Starts no further request and resolves when the current ones are acknowledged. */
  stop(): Promise<void> {
    this.#isOver = true;
    return this.ended;
  }

  /** Resolves when this many events are acknowledged, or when the writers have stopped. */
  async reach(events: number): Promise<void> {
    while (!this.#isOver && this.options.deliveries.acknowledged < events) await sleep(POLL_MS);
  }

  async #run(): Promise<void> {
    await inClients(this.options.clients, this.#requests(), ({ calls, number }) =>
      this.#send(calls, number).catch((error) => {
        this.#failure ??= error;
        this.#isOver = true;
      }),
    );
    this.#isOver = true;
    if (this.#failure) throw this.#failure;
  }

  *#requests(): Generator<{ calls: number; number: number }> {
    const { events = Number.POSITIVE_INFINITY, random } = this.options;
    const { mostEventsPerRequest = MOST_EVENTS_PER_REQUEST } = this.options;
    let left = events;
    for (let number = 0; left > 0 && !this.#isOver; number += 1) {
      const calls = Math.min(left, random.integer(1, mostEventsPerRequest));
      left -= calls;
      yield { calls, number };
    }
  }

  async #send(calls: number, number: number): Promise<void> {
    const { environment, tenants, deliveries } = this.options;
    const { serverUrl = environment.server.url } = this.options;
    const random = this.options.random.fork(`request ${number}`);
    const tenant = random.pick(tenants);
    const usage = usageRequest(environment.model, tenant, random, { calls });
    await deliver(usage, { serverUrl, tenant, random, deliveries });
  }
}

/** The milliseconds until the next acknowledgement; 30,000 if there is none in half a minute. */
export async function msUntilAcknowledgement({ acknowledgements }: Deliveries): Promise<number> {
  const before = acknowledgements.length;
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < TIMEOUT_MS) {
    const next = acknowledgements[before];
    if (next) return Math.round(next.atMs - startedAtMs);
    await sleep(POLL_MS);
  }
  return TIMEOUT_MS;
}
