/** A measured figure with the bound that it should meet. */
export interface Target {
  what: string;
  measured: number;
  /**
   * Whether a compared system was cancelled at the time limit. The real figure is then larger than
   * `measured`.
   */
  isMoreThan?: boolean;
  bound: { atMost: number } | { atLeast: number };
}

export type Cell = string | number | null;

/** A section of the report: a table of figures, its explanation and its targets. */
export interface Section {
  title: string;
  /** Sentences that explain how the figures were measured and what they mean. */
  notes: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  targets: readonly Target[];
  /** Sentences that the benchmark prints on the terminal when it has finished. */
  summary?: readonly string[];
  /** Data that only the JSON version of the report contains. */
  details?: object;
}
