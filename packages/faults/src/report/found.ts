const MOST_TOLD = 12;

/** What a case has seen so far. */
export class Found {
  hits = 0;
  readonly #problems = new Map<string, number>();

  /** Says it once, however often it is seen. */
  problem(text: string): void {
    this.#problems.set(text, (this.#problems.get(text) ?? 0) + 1);
  }

  get problems(): string[] {
    const told = [...this.#problems].map(([text, times]) =>
      times === 1 ? text : `${text} (${times} times)`,
    );
    return told.length <= MOST_TOLD
      ? told
      : [...told.slice(0, MOST_TOLD), `and ${told.length - MOST_TOLD} further problems`];
  }
}
