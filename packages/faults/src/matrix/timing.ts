import { newId } from "@ai-cost/db";
import { exchange, median } from "@ai-cost/testing";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import type { Asker } from "./askers";

const WARM_UP_ROUNDS = 10;

type Kind = "foreign" | "random";

export interface Timing {
  /** The median answer about a foreign project less that about none, asked in turns. */
  differenceMs: number;
  /** Between the medians of two halves of the answers about none: what says nothing on this machine. */
  noiseMs: number;
}

export async function timeForeign(
  rig: Rig,
  asker: Asker,
  rounds: number,
  random: Random,
): Promise<Timing> {
  // Neither was asked for before: what the server keeps of addresses tells them apart in no way.
  const addresses = { foreign: (await rig.makeTenant()).projectId, random: newId() };
  const times: Record<Kind, number[]> = { foreign: [], random: [] };
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1)
    // In an order that nothing periodic in the server can keep step with.
    for (const kind of random.shuffle<Kind>(["foreign", "random"])) {
      const path = `/dashboard/products/${addresses[kind]}/ai-cost`;
      const { ms } = await exchange(rig.server.url, { path, headers: asker.headers });
      if (round >= 0) times[kind].push(ms);
    }
  const half = (rest: number) => median(times.random.filter((_, round) => round % 2 === rest));
  return {
    differenceMs: median(times.foreign) - median(times.random),
    noiseMs: Math.abs(half(0) - half(1)),
  };
}
