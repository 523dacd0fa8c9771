import type { Section } from "../../report/section";
import type { Size } from "../../sizes";
import type { StatementCost } from "../plans/statement-costs";

/**
 * The report's section with the buffers and rows that each statement of the query procedures reads,
 * for each size.
 */
export function buffersSection(costs: ReadonlyMap<Size, readonly StatementCost[]>): Section {
  const sizes = [...costs.keys()];
  const names = costs.get(sizes[0] ?? "100k")?.map(({ name }) => name) ?? [];
  const costOf = (size: Size, name: string) => costs.get(size)?.find((cost) => cost.name === name);
  return {
    title: "Buffers accessed and rows read, by size",
    notes: [
      "For every statement of every query procedure, with the application's role and the tenant's setting: the accessed pages of 8 KiB, and the rows that are read from tables and indexes, including rows that a filter then removes. The plans are in `bench.json`.",
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
    targets: [],
    details: Object.fromEntries(costs),
  };
}
