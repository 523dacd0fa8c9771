import { type FileImport, type ImportProgress, importFile, previewFile } from "@ai-cost/ingest";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { findProject } from "../database/select-projects";
import { withDatabase } from "../database/with-database";
import {
  defineImportOptions,
  findMissingCost,
  type ImportOptions,
  readOptionsOf,
} from "../import/import-options";
import { progressLine } from "../import/progress-line";
import { summarizeImport } from "../import/summarize-import";
import { summarizePreview } from "../import/summarize-preview";

export function define(command: CliCommand, context: CommandContext): void {
  defineImportOptions(command)
    .description(
      "Records a CSV file of calls as usage of a project. Each row is one completed job.",
    )
    .argument(
      "<file>",
      "a CSV file with a header row, in UTF-8 or UTF-16; it can be compressed with gzip",
    )
    .example(
      `usage.csv --project 01890a5d-ac96-774b-bcce-b302099a8057 \\
    --time TIMESTAMP --input-tokens ContextTokens --output-tokens GeneratedTokens \\
    --input-price 3 --output-price 15`,
    )
    .example(
      `usage.csv --project 01890a5d-ac96-774b-bcce-b302099a8057 --dry-run \\
    --time created_at --model model --provider =anthropic \\
    --input-tokens input_tokens --output-tokens output_tokens \\
    --cached-input-tokens cache_read_input_tokens \\
    --cache-write-tokens cache_creation_input_tokens --cache-counts beside \\
    --ignore service_tier`,
    )
    .note(
      `Columns are found whatever their case and spaces. The delimiter can be a comma, a semicolon, a tab or a
pipe. Where it is a semicolon, numbers are read with a decimal comma.
A column that looks like usage must be mapped, or left out with --ignore, so that no usage is lost.
Name the cost in one of three ways: both prices, --cost, or --model with a model that has a price.
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
    const request = {
      db: project.tenant,
      projectId: project.id,
      clock,
      path,
      options: readOptionsOf(options),
      onProgress: (state: () => ImportProgress) => progress.update(() => progressLine(state())),
      onRejected: (line: number, reason: string) => progress.say(`line ${line}: ${reason}`),
    };
    const { totals, stoppedBy, summary } = options.dryRun
      ? await preview(request)
      : await record(request, project.name);
    if (totals.rowsRead > 0) print(summary);
    if (totals.rejected > 0) context.exitCode = 1;
    if (stoppedBy) throw stoppedBy;
  });
}

async function record(request: FileImport, projectName: string) {
  const result = await importFile(request);
  return { ...result, summary: summarizeImport(result.totals, projectName) };
}

async function preview(request: FileImport) {
  const found = await previewFile(request);
  return { ...found, summary: summarizePreview(found) };
}
