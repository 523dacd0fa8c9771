import { median } from "../../report/median";
import type { Rig } from "../rig/rig";
import type { Asker } from "./askers";
import type { Filling } from "./fillings";
import { askWith } from "./question";

const WARM_UP_ROUNDS = 10;

/**
 * By how many milliseconds the median answer about a foreign project differs from that about none,
 * asked in turns.
 */
export async function timingDifferenceMs(rig: Rig, asker: Asker, rounds: number): Promise<number> {
  const ask = async (projectId: Filling["projectId"] & string) => {
    const { answer } = await askWith(rig, asker, { projectId }, (ids) => ({
      path: `/dashboard/products/${ids.projectId}/ai-cost`,
    }));
    return answer.ms;
  };
  const foreign: number[] = [];
  const random: number[] = [];
  for (let round = 0; round < rounds + WARM_UP_ROUNDS; round += 1) {
    const [foreignMs, randomMs] = [await ask("foreign"), await ask("random")];
    if (round < WARM_UP_ROUNDS) continue;
    foreign.push(foreignMs);
    random.push(randomMs);
  }
  return Math.abs(median(foreign) - median(random));
}
