import { findExports } from "../files/exports/find-exports";
import { type FileImport, importFile } from "../files/import-file";
import { noSums } from "../files/import-totals";
import type { OverlapRule } from "../files/overlap/plan-summed-import";

/**
 * Imports files and folders by their content, in the same way as the command `import`. Returns the totals,
 * the recognised files and the rejected rows.
 */
export async function importExports(
  paths: readonly string[],
  {
    ignoredColumns = [],
    overlap = "refuse",
    ...target
  }: Pick<FileImport, "db" | "projectId" | "clock"> & {
    ignoredColumns?: string[];
    overlap?: OverlapRule;
  },
) {
  const sums = noSums();
  const rejected: string[] = [];
  const found = await findExports(paths);
  const problems = found.problems.map(({ message }) => message);
  for (const exported of found.exports) {
    const { stoppedBy } = await importFile({
      ...target,
      sums,
      overlap,
      source: { exported, options: { ignoredColumns, dateOrder: null, decimalSign: null } },
      onProgress: () => {},
      onRejected: (line, reason) => void rejected.push(`${line}: ${reason}`),
    });
    if (stoppedBy) problems.push(stoppedBy.message);
  }
  const titles = found.exports.map(({ format }) => format.title);
  return { totals: sums.totals, titles, skipped: found.skipped, rejected, problems };
}
