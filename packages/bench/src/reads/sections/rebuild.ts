import type { BenchDatabase } from "../../data/bench-database";
import type { Section } from "../../report/section";
import { SIZES } from "../../sizes";

/** The report's section about the time and memory for filling empty rollups. */
export const rebuildSection = (databases: readonly BenchDatabase[]): Section => ({
  title: "Rebuilding the rollups",
  notes: [
    "All rollups of 200 projects, which were empty, by the ledger's own rebuild, one project after the other. This was measured when the database was filled. The memory is the peak of the whole process until then.",
  ],
  columns: ["charges", "seconds", "charges a second", "peak memory, MiB"],
  rows: databases.map(({ size, rebuild: { seconds, peakMiB } }) => [
    size,
    seconds,
    SIZES[size] / seconds,
    peakMiB,
  ]),
  targets: [],
});
