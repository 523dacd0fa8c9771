import type { Progress } from "@ai-cost/command";
import { median } from "@ai-cost/testing";
import type { Lane, Mode } from "./lane";

export interface Speed {
  way: string;
  mode: string;
  /** Medians over the rounds. */
  eventsPerSecond: number;
  insertsPerSecond: number;
  /** Of the two in the same round. */
  ratio: number;
}

const ROUNDS = 15;
const WAY_SECONDS = 0.5;
const INSERT_SECONDS = 0.25;

/** Each way in turn with plain inserts, round after round, so that both meet the same machine. */
export async function measureSpeed(
  mode: Mode,
  ways: readonly Lane[],
  plainInsert: Lane,
  progress: Progress,
): Promise<Speed[]> {
  const speeds = new Map<Lane, number>();
  for (const lane of [plainInsert, ...ways]) speeds.set(lane, await warmUp(lane, mode));
  const run = async (lane: Lane, seconds: number) => {
    const speed = await speedOf(lane, mode, (speeds.get(lane) ?? 0) * seconds);
    speeds.set(lane, speed);
    return speed;
  };
  const rounds = new Map(ways.map((way) => [way, [] as { taken: number; inserted: number }[]]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    if (round % 5 === 1) progress.say(`${mode.name}: round ${round} of ${ROUNDS}`);
    for (const way of ways) {
      const inserted = await run(plainInsert, INSERT_SECONDS);
      rounds.get(way)?.push({ taken: await run(way, WAY_SECONDS), inserted });
    }
  }
  return [...rounds].map(([way, found]) => ({
    way: way.name,
    mode: mode.name,
    eventsPerSecond: median(found.map(({ taken }) => taken)),
    insertsPerSecond: median(found.map(({ inserted }) => inserted)),
    ratio: median(found.map(({ taken, inserted }) => taken / inserted)),
  }));
}

/** Twice: the first time compiles, connects and plans. */
async function warmUp(lane: Lane, mode: Mode): Promise<number> {
  const events = mode.clients * mode.eventsARequest * 2;
  await speedOf(lane, mode, events);
  return speedOf(lane, mode, events);
}

/** Events a second; about so many of them, a whole number of requests for each client. */
async function speedOf(lane: Lane, mode: Mode, about: number): Promise<number> {
  const whole = mode.clients * mode.eventsARequest;
  const events = Math.max(1, Math.round(about / whole)) * whole;
  const { seconds } = await lane.prepare(events)();
  return events / seconds;
}
