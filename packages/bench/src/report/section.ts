/** A bound that a measured figure should meet. */
export interface Target {
  what: string;
  measured: number;
  /** Whether a peer was cancelled at its time limit, so that the real figure is larger than `measured`. */
  isMoreThan?: boolean;
  bound: { atMost: number } | { atLeast: number };
}

export type Cell = string | number | null;

/** A section of the report: a table of figures, its explanation and its targets. */
export interface Section {
  title: string;
  /** Sentences that say how the figures were measured and what they mean. */
  notes: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  targets: readonly Target[];
  /** Sentences that are printed at the end of a run. */
  summary?: readonly string[];
  /** Data that only the JSON report has. */
  details?: object;
}
