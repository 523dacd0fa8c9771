import { setTimeout as sleep } from "node:timers/promises";

export interface Busy {
  clients: number;
  seconds: number;
  /** How long each client rests after each turn, in milliseconds. */
  restMs?: () => number;
}

/** So many clients take one turn after the other until the time is over; rejects when one of them does. */
export async function keepBusy(
  { clients, seconds, restMs = () => 0 }: Busy,
  turn: (number: number) => Promise<unknown>,
): Promise<void> {
  const deadlineMs = performance.now() + seconds * 1000;
  let turns = 0;
  const client = async () => {
    while (performance.now() < deadlineMs) {
      turns += 1;
      await turn(turns);
      await sleep(restMs());
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}
