import type { Section } from "../../report/section";
import type { Size } from "../../sizes";
import type { StatementCost } from "../plans";

/** What each statement of each procedure that reads touches, by size. */
export function buffersSection(costs: ReadonlyMap<Size, readonly StatementCost[]>): Section {
  const sizes = [...costs.keys()];
  const names = costs.get(sizes[0] ?? "100k")?.map(({ name }) => name) ?? [];
  const costOf = (size: Size, name: string) => costs.get(size)?.find((cost) => cost.name === name);
  return {
    title: "Buffers touched, rows read, by size",
    notes: [
      "Of every statement of every procedure that reads, as the application's role and in the gate's setting: pages of 8 KiB that are looked into, and rows that are read from tables and indexes, those included that a condition leaves out. The plans are in `bench.json`.",
    ],
    columns: [
      "statement",
      ...sizes.map((size) => `buffers, ${size}`),
      ...sizes.map((size) => `rows, ${size}`),
    ],
    rows: names.map((name) => [
      name,
      ...sizes.map((size) => costOf(size, name)?.buffers ?? null),
      ...sizes.map((size) => costOf(size, name)?.rowsRead ?? null),
    ]),
    bars: [],
    details: Object.fromEntries(costs),
  };
}
