import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, expect, test } from "vitest";
import { temporaryFiles } from "./import-csv";
import { importExports } from "./import-exports";

/** The day of most records in these suites. */
export const DAY = "2026-11-24";

const NOW = new Date("2026-12-01T12:00:00Z");

/** Prepares a suite that imports files. Each of its tests has a project of its own. */
export function exportSuite() {
  const { db, sql, tenantOf } = testDatabase();
  const write = temporaryFiles();
  let projectId = "";
  beforeEach(async () => {
    projectId = await makeProject(db);
  });
  return {
    importFile: (name: string, content: string | Buffer, ignoredColumns: string[] = []) =>
      importExports([write(name, content)], {
        db: tenantOf(projectId),
        projectId,
        clock: () => NOW,
        ignoredColumns,
      }),
    /** The charges of the project. */
    stored: () => sql`
      select model, provider, amount_micro_usd as amount, input_tokens as input,
        cache_read_tokens as read, cache_write_tokens as write, cache_write_1h_tokens as "write1h",
        output_tokens as output, reasoning_tokens as reasoning, audio_input_tokens as audio,
        service_tier as tier, units, usage_gap as gap, occurred_at as at, source
      from credit_transactions where project_id = ${projectId} and kind = 'deduction'
      order by occurred_at, service_tier, amount_micro_usd, model`,
  };
}

interface ExportCase {
  /** The display name of the format. */
  title: string;
  content: string | Buffer;
  /** Columns of the charges, in the order of `stored`. */
  calls: Record<string, unknown>[];
}

/**
 * Tests that each file is recognised, and that each of its calls counts once if the file is imported again.
 * Returns the suite for further tests.
 */
export function testExports(cases: readonly (readonly [name: string, ExportCase])[]) {
  const suite = exportSuite();
  const { importFile, stored } = suite;
  test.each(cases)(
    "%s: recognised, and each call counts once",
    async (_, { title, content, calls }) => {
      const first = await importFile("export", content);
      expect(first).toMatchObject({ titles: [title], rejected: [], problems: [] });
      expect(await stored()).toMatchObject(calls);
      const again = await importFile("copy", content);
      expect(again.totals).toMatchObject({ recorded: 0, duplicate: calls.length, rejected: 0 });
      expect(await stored()).toHaveLength(calls.length);
    },
  );
  return suite;
}

/** Writes rows as CSV with a quote around each cell. */
export const csv = (...rows: readonly (readonly unknown[])[]): string =>
  rows
    .map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(","))
    .join("\n");

/** Writes objects as lines of JSON. */
export const jsonLines = (...objects: readonly object[]): string =>
  objects.map((object) => JSON.stringify(object)).join("\n");
