import { newId } from "@ai-cost/db";
import { median, sendRaw } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Random } from "../runner/random";
import type { Actor } from "./actors";

const WARM_UP_ROUNDS = 5;

type Kind = "foreign" | "random";

export interface Timing {
  /** The median time for a foreign project minus the median time for a project that does not exist. */
  differenceMs: number;
  /**
   * The difference between the medians of two halves of the times for a project that does not exist. It
   * shows how much chance changes a median.
   */
  noiseMs: number;
}

const MOST_DIFFERENCE_MS = 5;
const MEASUREMENTS = 3;

const isSignificant = ({ differenceMs, noiseMs }: Timing): boolean =>
  Math.abs(differenceMs) - 2 * noiseMs >= MOST_DIFFERENCE_MS;

/**
 * Compares the time of a request for the page of a foreign project with the time for a project that does
 * not exist. A significant difference can be chance, so it is measured again. Returns the last
 * measurement.
 */
export async function timeForeign(
  environment: Environment,
  actor: Actor,
  rounds: number,
  random: Random,
): Promise<Timing & { isLeak: boolean }> {
  for (let measurement = 1; ; measurement += 1) {
    const timing = await measure(environment, actor, rounds, random);
    const isLeak = isSignificant(timing);
    if (!isLeak || measurement === MEASUREMENTS) return { ...timing, isLeak };
  }
}

async function measure(
  environment: Environment,
  actor: Actor,
  rounds: number,
  random: Random,
): Promise<Timing> {
  // Both projects are new, so that the server has cached nothing about either of them.
  const ids = { foreign: (await environment.makeTenant()).projectId, random: newId() };
  const times: Record<Kind, number[]> = { foreign: [], random: [] };
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1)
    // The order is random, so that periodic work of the server, such as garbage collection, affects both
    // kinds in the same way.
    for (const kind of random.shuffle<Kind>(["foreign", "random"])) {
      const path = `/dashboard/products/${ids[kind]}/ai-cost`;
      const { ms } = await sendRaw(environment.server.url, { path, headers: actor.headers });
      if (round >= 0) times[kind].push(ms);
    }
  const half = (rest: number) => median(times.random.filter((_, round) => round % 2 === rest));
  return {
    differenceMs: median(times.foreign) - median(times.random),
    noiseMs: Math.abs(half(0) - half(1)),
  };
}
