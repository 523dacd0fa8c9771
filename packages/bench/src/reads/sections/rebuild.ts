import type { BenchDatabase } from "../../data/bench-database";
import type { Section } from "../../report/section";
import { SIZES } from "../../sizes";

/** What filling the read model from nothing took. */
export const rebuildSection = (databases: readonly BenchDatabase[]): Section => ({
  title: "Rebuilding the read model",
  notes: [
    "The whole read model of 200 projects from an empty one, by the ledger's own rebuild, one project after the other; measured when the rows were made. The memory is the highest of the whole process until then.",
  ],
  columns: ["charges", "seconds", "charges a second", "peak memory, MiB"],
  rows: databases.map(({ size, rebuild: { seconds, peakMiB } }) => [
    size,
    seconds,
    SIZES[size] / seconds,
    peakMiB,
  ]),
  bars: [],
});
