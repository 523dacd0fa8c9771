import { newId } from "@ai-cost/db";
import { median } from "../../report/median";
import { exchange } from "../rig/exchange";
import type { Rig } from "../rig/rig";
import type { Asker } from "./askers";

const WARM_UP_ROUNDS = 10;

export interface Timing {
  /** Between the medians of answers about a foreign project and about none, asked in turns. */
  differenceMs: number;
  /** Between the medians of two halves of the answers about none: what says nothing on this machine. */
  noiseMs: number;
}

export async function timeForeign(rig: Rig, asker: Asker, rounds: number): Promise<Timing> {
  // Each address as often as the other: what the server keeps of addresses tells neither apart.
  const addresses = { foreign: asker.foreign.ids.projectId, random: newId() };
  const ask = async (whose: keyof typeof addresses) => {
    const path = `/dashboard/products/${addresses[whose]}/ai-cost`;
    return (await exchange(rig.server.url, { path, headers: asker.headers })).ms;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await ask("random");
  const foreign: number[] = [];
  const random: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    foreign.push(await ask("foreign"));
    random.push(await ask("random"));
  }
  const half = (rest: number) => median(random.filter((_, round) => round % 2 === rest));
  return {
    differenceMs: Math.abs(median(foreign) - median(random)),
    noiseMs: Math.abs(half(0) - half(1)),
  };
}
