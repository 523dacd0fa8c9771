import { setTimeout as sleep } from "node:timers/promises";

export interface BusyClients {
  clients: number;
  seconds: number;
  /** Returns the pause of a client after each call of `turn`, in milliseconds. */
  restMs: () => number;
}

/** Lets each client call `turn` again and again until the time is over. Rejects when a call of `turn` rejects. */
export async function keepBusy(
  { clients, seconds, restMs }: BusyClients,
  turn: () => Promise<unknown>,
): Promise<void> {
  const deadlineMs = performance.now() + seconds * 1000;
  const client = async () => {
    while (performance.now() < deadlineMs) {
      await turn();
      await sleep(restMs());
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}
