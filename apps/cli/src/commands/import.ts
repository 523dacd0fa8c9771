import { importFile } from "@ai-cost/ingest";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { findProject } from "../database/select-projects";
import { withDatabase } from "../database/with-database";
import {
  defineImportOptions,
  findMissingCost,
  type ImportOptions,
  mappingOf,
  pricesOf,
} from "../import/import-options";
import { progressLine } from "../import/progress-line";
import { summarizeImport } from "../import/summarize-import";

export function define(command: CliCommand, context: CommandContext): void {
  defineImportOptions(command)
    .description(
      "Records a CSV file of calls as usage of a project. Each row is one completed job.",
    )
    .argument("<file>", "a CSV file with a header row, in UTF-8; it can be compressed with gzip")
    .example(
      `usage.csv --project 01890a5d-ac96-774b-bcce-b302099a8057 \\
    --time TIMESTAMP --input-tokens ContextTokens --output-tokens GeneratedTokens \\
    --input-price 3 --output-price 15`,
    )
    .note(
      `Name the cost in one of three ways: both prices, --cost, or --model with a model that has a price.
You can import a file again: no row counts twice, and an interrupted import is resumed.
The imported calls are on the project's page, /dashboard/products/ID/ai-cost?month=YYYY-MM.`,
    )
    .action((file: string, options: ImportOptions) => {
      const missing = findMissingCost(options);
      if (missing !== null) command.error(missing);
      return importInto(file, options, context);
    });
}

function importInto(path: string, options: ImportOptions, context: CommandContext): Promise<void> {
  const { progress, print, clock } = context;
  const database = { maxConnections: 1, applicationName: "import" };
  return withDatabase(context, database, async (db) => {
    const project = await findProject(db, options.project);
    const { totals, stoppedBy } = await importFile({
      db: project.tenant,
      projectId: project.id,
      clock,
      path,
      mapping: mappingOf(options),
      prices: pricesOf(options),
      onProgress: (state) => progress.update(() => progressLine(state())),
      onRejected: (line, reason) => progress.say(`line ${line}: ${reason}`),
    });
    if (totals.rowsRead > 0) print(summarizeImport(totals, project.name));
    if (totals.rejected > 0) context.exitCode = 1;
    if (stoppedBy) throw stoppedBy;
  });
}
