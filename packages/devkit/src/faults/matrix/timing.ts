import { median } from "../../report/median";
import type { Rig } from "../rig/rig";
import type { Asker } from "./askers";
import type { Whose } from "./fillings";
import { askWith } from "./question";

const WARM_UP_ROUNDS = 10;

export interface Timing {
  /** Between the medians of answers about a foreign project and about none, asked in turns. */
  differenceMs: number;
  /** Between the medians of two halves of the answers about none: what says nothing on this machine. */
  noiseMs: number;
}

export async function timeForeign(rig: Rig, asker: Asker, rounds: number): Promise<Timing> {
  const ask = async (projectId: Whose) => {
    const { answer } = await askWith(rig, asker, { projectId }, (ids) => ({
      path: `/dashboard/products/${ids.projectId}/ai-cost`,
    }));
    return answer.ms;
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
