const FIRST_CAPACITY = 1 << 12;
const WORDS_PER_SLOT = 3;

/**
 * Counts how often a hash was met, in at most 32 bytes a hash and so for far more rows than a Map
 * holds. Keeps 64 bits of each: two rows that differ but share those get different ordinals, which
 * harms nothing, for an ordinal only has to be the same whenever the same file is read.
 */
export class Ordinals {
  #capacity = FIRST_CAPACITY;
  #slots = new Uint32Array(FIRST_CAPACITY * WORDS_PER_SLOT);
  #used = 0;

  /** How many rows with this hash came before: 0 the first time, then 1, then 2. */
  next(hash: Buffer): number {
    if (this.#used * 4 > this.#capacity * 3) this.#grow();
    const slot = this.#slotOf(hash.readUInt32LE(0), hash.readUInt32LE(4));
    const met = this.#slots[slot + 2] ?? 0;
    if (met === 0) this.#used += 1;
    this.#slots.set([hash.readUInt32LE(0), hash.readUInt32LE(4), met + 1], slot);
    return met;
  }

  /** The slot that holds these two words, or the free one where they belong. */
  #slotOf(low: number, high: number): number {
    for (let index = low % this.#capacity; ; index = (index + 1) % this.#capacity) {
      const slot = index * WORDS_PER_SLOT;
      if (this.#slots[slot + 2] === 0) return slot;
      if (this.#slots[slot] === low && this.#slots[slot + 1] === high) return slot;
    }
  }

  #grow(): void {
    const slots = this.#slots;
    this.#capacity *= 2;
    this.#slots = new Uint32Array(this.#capacity * WORDS_PER_SLOT);
    for (let slot = 0; slot < slots.length; slot += WORDS_PER_SLOT) {
      const [low = 0, high = 0, met = 0] = slots.subarray(slot, slot + WORDS_PER_SLOT);
      if (met > 0) this.#slots.set([low, high, met], this.#slotOf(low, high));
    }
  }
}
