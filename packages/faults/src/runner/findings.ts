const MOST_PROBLEMS = 12;

/** Collects what a case finds while it runs. */
export class Findings {
  /** How many faults have occurred. */
  hits = 0;
  readonly #counts = new Map<string, number>();

  /** Adds a problem, or increases its count if it was added before. */
  add(problem: string): void {
    this.#counts.set(problem, (this.#counts.get(problem) ?? 0) + 1);
  }

  /** The problems without repetitions, in the order in which they were first added. */
  get problems(): string[] {
    const problems = [...this.#counts].map(([problem, count]) =>
      count === 1 ? problem : `${problem} (${count} times)`,
    );
    return problems.length <= MOST_PROBLEMS
      ? problems
      : [
          ...problems.slice(0, MOST_PROBLEMS),
          `and ${problems.length - MOST_PROBLEMS} further problems`,
        ];
  }
}
