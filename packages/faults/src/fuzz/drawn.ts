import fc from "fast-check";
import type { Random } from "../rig/random";

const A_TIME = 128;

/** Values without end, the same for the same source of chance. */
export function* drawn<Value>(
  arbitrary: fc.Arbitrary<Value>,
  random: Random,
): Generator<Value, never> {
  for (;;) yield* fc.sample(arbitrary, { numRuns: A_TIME, seed: random.integer(0, 2 ** 31 - 1) });
}
