/** What was found for the keys asked for last, at most `limit` of them. */
export class Remembered<Found> {
  #found = new Map<string, Found>();
  #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Finds it when it is not known any more; the oldest one makes room. */
  get(key: string, find: () => Found): Found {
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = find();
    const [oldest] = this.#found.keys();
    if (this.#found.size >= this.#limit && oldest !== undefined) this.#found.delete(oldest);
    this.#found.set(key, found);
    return found;
  }
}
