/** A ratio that the product promises, as it was measured. */
export interface Bar {
  what: string;
  measured: number;
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
}
