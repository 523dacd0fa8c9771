/** A ratio that the product promises, as it was measured. */
export interface Bar {
  what: string;
  measured: number;
  /** Whether what it was measured against had not ended, so that the ratio is larger than this. */
  isMoreThan?: boolean;
  bound: { atMost: number } | { atLeast: number };
}

export type Cell = string | number | null;

/** One part of the report: what was measured side by side, and what it was held against. */
export interface Section {
  title: string;
  /** How it was measured and what it means, a sentence each. */
  notes: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  bars: readonly Bar[];
  /** What is printed of it at the end of a run, a sentence each. */
  summary?: readonly string[];
  /** What the report for programs has beside it. */
  details?: object;
}
