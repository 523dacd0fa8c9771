const FIRST_CAPACITY = 1 << 12;
const WORDS_PER_SLOT = 3;

/**
 * Numbers equal rows by counting their hashes. It needs at most 32 bytes for each hash, so it can hold far
 * more rows than a Map. It stores only 64 bits of each hash. In the unlikely case that different rows have
 * the same 64 bits, they are numbered as if they were equal. This is harmless, because a row only needs
 * the same number each time the same file is read.
 */
export class Ordinals {
  #capacity = FIRST_CAPACITY;
  #slots = new Uint32Array(FIRST_CAPACITY * WORDS_PER_SLOT);
  #used = 0;

  /** The number of earlier rows with this hash: 0 for the first row, then 1, then 2. */
  next(hash: Buffer): number {
    if (this.#used * 4 > this.#capacity * 3) this.#grow();
    const slot = this.#slotOf(hash.readUInt32LE(0), hash.readUInt32LE(4));
    const count = this.#slots[slot + 2] ?? 0;
    if (count === 0) this.#used += 1;
    this.#slots.set([hash.readUInt32LE(0), hash.readUInt32LE(4), count + 1], slot);
    return count;
  }

  /** The slot that contains these two words of a hash, or the free slot in which to store them. */
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
      const [low = 0, high = 0, count = 0] = slots.subarray(slot, slot + WORDS_PER_SLOT);
      if (count > 0) this.#slots.set([low, high, count], this.#slotOf(low, high));
    }
  }
}
