import { homedir } from "node:os";
import { Refusal } from "@ai-cost/domain";
import { findExports, type SourceFile } from "@ai-cost/ingest";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";
import { findProject } from "../database/select-projects";
import { withDatabase } from "../database/with-database";
import {
  defineImportOptions,
  findMissingOption,
  type ImportOptions,
  mapsColumns,
  overlapRuleOf,
  readOptionsOf,
  textOptionsOf,
} from "../import/import-options";
import { importSources } from "../import/import-sources";
import { summarizeFound } from "../import/summarize-found";
import { counted } from "../text/counted";

export function define(command: CliCommand, context: CommandContext): void {
  defineImportOptions(command)
    .description(
      "Records files as usage of a project: exports of providers and tools, transcripts of coding agents, bills of clouds, and CSV files of calls.",
    )
    .argument(
      "<files...>",
      "files and folders; a file can be compressed with gzip, and in UTF-8 or UTF-16",
    )
    .example("~/.claude/projects --project 01890a5d-ac96-774b-bcce-b302099a8057")
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
      `These formats are recognised by their content and need no options: usage and cost exports of OpenAI and
Anthropic, OpenRouter, LiteLLM spend logs, Langfuse, Helicone, Cursor, ccusage, transcripts of Claude
Code (~/.claude/projects) and Codex (~/.codex/sessions), FOCUS bills and AWS Cost and Usage Reports.
For another CSV file, name the columns of the time, the input tokens and the output tokens, and the cost
in one of three ways: both prices, --cost, or --model with a model that has a price. Columns are found
whatever their case and spaces. Where the delimiter is a semicolon, numbers have a decimal comma.
A column that looks like usage must be mapped, or left out with --ignore, so that no usage is lost.
You can import a file again: no row counts twice, and an interrupted import is resumed.`,
    )
    .action((paths: string[], options: ImportOptions) => {
      const missing = findMissingOption(options);
      if (missing !== null) command.error(missing);
      return importInto(paths.map(withHome), options, context);
    });
}

/** Replaces `~`, which the shells of Windows leave in a path. */
const withHome = (path: string): string => path.replace(/^~(?=[/\\])/, homedir());

function importInto(
  paths: readonly string[],
  options: ImportOptions,
  context: CommandContext,
): Promise<void> {
  const database = { maxConnections: 1, applicationName: "import", readsByIndex: true };
  return withDatabase(context, database, async (db) => {
    const project = await findProject(db, options.project);
    const sources = await findSources(paths, options, context);
    await importSources(
      {
        sources,
        project,
        overlap: overlapRuleOf(options),
        isDryRun: options.dryRun === true,
      },
      context,
    );
  });
}

async function findSources(
  paths: readonly string[],
  options: ImportOptions,
  context: CommandContext,
): Promise<SourceFile[]> {
  if (mapsColumns(options)) return paths.map((path) => ({ path, options: readOptionsOf(options) }));
  const { progress } = context;
  const found = await findExports(paths, ({ exports }) =>
    progress.update(() => `Looking at files: ${counted(exports.length, "file")} recognised`),
  );
  const [only] = found.problems;
  if (only && found.exports.length === 0 && found.problems.length === 1) throw only;
  for (const { message } of found.problems) progress.say(message);
  if (found.problems.length > 0) context.exitCode = 1;
  if (found.exports.length > 0) context.print(summarizeFound(found));
  else if (found.problems.length === 0)
    throw new Refusal(
      `No file was recognised; ${counted(found.skipped, "other file")} ${found.skipped === 1 ? "was" : "were"} skipped.`,
    );
  return found.exports.map((exported) => ({ exported, options: textOptionsOf(options) }));
}
