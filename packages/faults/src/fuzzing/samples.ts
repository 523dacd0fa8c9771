import fc from "fast-check";
import type { Random } from "../runner/random";

const SAMPLES_AT_ONCE = 128;

/** An endless sequence of values. The same random generator gives the same values. */
export function* samples<Value>(
  arbitrary: fc.Arbitrary<Value>,
  random: Random,
): Generator<Value, never> {
  for (;;)
    yield* fc.sample(arbitrary, {
      numRuns: SAMPLES_AT_ONCE,
      seed: random.integer(0, 2 ** 31 - 1),
    });
}
