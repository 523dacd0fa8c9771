/** Random numbers that are the same on every machine for the same seed. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A number in [low, high). */
  between(low: number, high: number): number;
  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  /** Returns one of the choices. The probability of each choice is proportional to its weight. */
  pick<Choice>(choices: readonly (readonly [weight: number, choice: Choice])[]): Choice;
}

/** Hashes the text of a seed to 32 bits with FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/** Returns a Mulberry32 random number generator, seeded with the hash of `seed`. */
export function seededRandom(seed: string): Random {
  let state = hashOf(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (choices) => pickWeighted(choices, next()),
  };
}

function pickWeighted<Choice>(
  choices: readonly (readonly [weight: number, choice: Choice])[],
  randomShare: number,
): Choice {
  let rest = randomShare * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, choice] of choices) {
    if (rest < weight) return choice;
    rest -= weight;
  }
  throw new RangeError("There is nothing to choose from.");
}
