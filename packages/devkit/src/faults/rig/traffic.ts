import { setTimeout as sleep } from "node:timers/promises";
import { inClients } from "../../load/in-clients";
import { type Deliveries, type DeliveryOptions, deliver } from "./deliver";
import type { Random } from "./random";
import type { Rig } from "./rig";
import type { Tenant } from "./tenants";
import { usageRequest } from "./usage";

const POLL_MS = 5;
const MOST_CALLS_A_REQUEST = 10;
const BACK_WITHIN_MS = 30_000;

export interface TrafficOptions {
  rig: Rig;
  tenants: readonly [Tenant, ...Tenant[]];
  random: Random;
  deliveries: Deliveries;
  /** How many, in requests of one to ten of them. */
  events: number;
  clients: number;
  /** The rig's own server when absent. */
  serverUrl?: string;
  giveUpAfterMs?: number;
}

export interface Traffic {
  /** Resolves when all is acknowledged; rejects when a request is given up. */
  ended: Promise<void>;
  /** Resolves when so many events are acknowledged, or the traffic has ended. */
  reaches(events: number): Promise<void>;
}

/** Clients that send new usage of the tenants through every way in, each until it is acknowledged. */
export function deliverMany(options: TrafficOptions): Traffic {
  const { rig, tenants, random, deliveries, events, clients } = options;
  const { serverUrl = rig.server.url, giveUpAfterMs } = options;
  const before = deliveries.acknowledged;
  let failure: unknown;
  let isOver = false;
  const sendOne = async ({ calls, number }: Size) => {
    if (failure) return;
    const own = random.fork(`request ${number}`);
    const tenant = own.pick(tenants);
    const usage = usageRequest(rig.model, tenant, own, { calls });
    const delivery: DeliveryOptions = { serverUrl, tenant, random: own, deliveries };
    await deliver(usage, { ...delivery, ...(giveUpAfterMs !== undefined && { giveUpAfterMs }) });
  };
  const sizes = sizesOf(events, random);
  const ended = inClients(clients, sizes, (size) =>
    sendOne(size).catch((error) => {
      failure ??= error;
    }),
  ).then(() => {
    isOver = true;
    if (failure) throw failure;
  });
  // Whoever waits for it hears of a failure; until then it is not one that nobody caught.
  ended.catch(() => {});
  const reaches = async (wanted: number) => {
    while (!isOver && !failure && deliveries.acknowledged - before < wanted) await sleep(POLL_MS);
  };
  return { ended, reaches };
}

interface Size {
  calls: number;
  number: number;
}

function sizesOf(events: number, random: Random): Size[] {
  const sizes: Size[] = [];
  for (let left = events; left > 0; ) {
    const calls = Math.min(left, random.integer(1, MOST_CALLS_A_REQUEST));
    sizes.push({ calls, number: sizes.length });
    left -= calls;
  }
  return sizes;
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
