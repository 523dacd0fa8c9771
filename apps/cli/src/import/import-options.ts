import { type Decimal, parseDecimal } from "@ai-cost/domain";
import {
  type DateOrder,
  type DecimalSign,
  type FieldSource,
  IMPORT_FLAGS,
  type OverlapRule,
  type ReadOptions,
  type TextOptions,
} from "@ai-cost/ingest";
import { InvalidArgumentError, Option } from "commander";
import type { CliCommand } from "../command-line/cli-command";
import { PROJECT_ID_MEANING } from "../database/select-projects";

/** The options of the command `import`, as Commander parses them from the command line. */
export interface ImportOptions {
  project: string;
  time?: FieldSource;
  inputTokens?: FieldSource;
  outputTokens?: FieldSource;
  cachedInputTokens?: FieldSource;
  cacheWriteTokens?: FieldSource;
  reasoningTokens?: FieldSource;
  audioInputTokens?: FieldSource;
  audioOutputTokens?: FieldSource;
  serviceTier?: FieldSource;
  batch?: FieldSource;
  cacheCounts?: "inside" | "beside";
  inputPrice?: Decimal;
  cachedInputPrice?: Decimal;
  cacheWritePrice?: Decimal;
  outputPrice?: Decimal;
  cost?: FieldSource;
  model?: FieldSource;
  provider?: FieldSource;
  /** `agentType` and `run` are null if their options are not given. */
  agentType: FieldSource | null;
  run: FieldSource | null;
  ignore: string[];
  dateOrder?: DateOrder;
  decimal?: DecimalSign;
  onlyMissingDays?: boolean;
  beside?: boolean;
  dryRun?: boolean;
}

/** Adds the options of an import to a command. */
export function defineImportOptions(command: CliCommand): CliCommand {
  return command
    .mandatoryOption(
      "--project <id>",
      PROJECT_ID_MEANING,
      once((text) => text),
    )
    .option(
      "--time <column>",
      "ISO 8601, Unix time, or a date as a spreadsheet or JavaScript writes it; in UTC unless it names a zone",
      once(parseColumn),
    )
    .option(
      `${IMPORT_FLAGS.inputTokens} <column>`,
      "all input tokens; A+B adds up columns, =0 is a value for all rows",
      once(parseColumnOrCount),
    )
    .option(
      `${IMPORT_FLAGS.outputTokens} <column>`,
      "all output tokens, including reasoning; also A+B or =0",
      once(parseColumnOrCount),
    )
    .option(
      `${IMPORT_FLAGS.cachedInputTokens} <column>`,
      "input tokens that were read from a cache; also A+B or =0",
      once(parseColumnOrCount),
    )
    .option(
      `${IMPORT_FLAGS.cacheWriteTokens} <column>`,
      "input tokens that were written to a cache; also A+B or =0",
      once(parseColumnOrCount),
    )
    .option(
      `${IMPORT_FLAGS.cacheCounts} <where>`,
      "whether the cached and cache-write tokens are inside the input tokens, or beside them and have to be added: inside or beside",
      once(parseOneOf(["inside", "beside"])),
    )
    .option(
      `${IMPORT_FLAGS.reasoningTokens} <column>`,
      "output tokens that the model used for reasoning, a part of the output tokens; also A+B or =0",
      once(parseColumnOrCount),
    )
    .option(
      `${IMPORT_FLAGS.audioInputTokens} <column>`,
      "input tokens of audio, a part of the input tokens; also A+B or =0",
      once(parseColumnOrCount),
    )
    .option(
      `${IMPORT_FLAGS.audioOutputTokens} <column>`,
      "output tokens of audio, a part of the output tokens; also A+B or =0",
      once(parseColumnOrCount),
    )
    .option(
      `${IMPORT_FLAGS.serviceTier} <column>`,
      "the service tier, such as flex or priority, or =VALUE",
      once(parseColumnOrValue),
    )
    .option(
      `${IMPORT_FLAGS.batch} <column>`,
      "whether the call was part of a batch, such as true, or =VALUE",
      once(parseColumnOrValue),
    )
    .option("--input-price <usd>", "US dollars per million input tokens", once(parsePrice))
    .option(
      "--cached-input-price <usd>",
      "US dollars per million cached input tokens; without it, the input price",
      once(parsePrice),
    )
    .option(
      "--cache-write-price <usd>",
      "US dollars per million cache-write tokens; without it, the input price",
      once(parsePrice),
    )
    .option("--output-price <usd>", "US dollars per million output tokens", once(parsePrice))
    .option(
      `${IMPORT_FLAGS.cost} <column>`,
      "US dollars; takes precedence over the prices in rows where it is filled",
      once(parseColumn),
    )
    .option("--model <column>", "the model, or =VALUE for all rows", once(parseColumnOrValue))
    .option("--provider <column>", "who served the model, or =VALUE", once(parseColumnOrValue))
    .addOption(
      new Option("--agent-type <column>", "the agent type, or =VALUE")
        .argParser(once(parseColumnOrValue))
        .default(null, '"unknown"'),
    )
    .addOption(
      new Option("--run <column>", "the pipeline run, or =VALUE")
        .argParser(once(parseColumnOrValue))
        .default(null, "one run for each UTC day of the file"),
    )
    .addOption(
      new Option(
        `${IMPORT_FLAGS.ignore} <column>`,
        "leaves out a column that looks like usage; can be given several times",
      )
        .argParser((text: string, earlier: string[]) => [...earlier, text])
        .default([], "none"),
    )
    .option(
      `${IMPORT_FLAGS.dateOrder} <order>`,
      "the order in dates such as 05/11/2026, which are refused without it: mdy, dmy or ymd",
      once(parseOneOf(["mdy", "dmy", "ymd"])),
    )
    .option(
      `${IMPORT_FLAGS.decimal} <sign>`,
      "the decimal sign, for numbers such as 1.250 that are refused without it: dot or comma",
      once(parseOneOf(["dot", "comma"])),
    )
    .option(
      IMPORT_FLAGS.onlyMissingDays,
      "for exports of sums by day or hour: leaves out days that have other usage of the same provider",
    )
    .option(
      IMPORT_FLAGS.beside,
      "for exports of sums by day or hour: counts them in addition to other usage of the same days",
    )
    .option(
      "--dry-run",
      "shows what was recognised and totals by month and model, records nothing",
    );
}

type ColumnOptions = ImportOptions &
  Required<Pick<ImportOptions, "time" | "inputTokens" | "outputTokens">>;

/** Whether the options name the columns of the files, so that the files need no recognised format. */
export const mapsColumns = (options: ImportOptions): options is ColumnOptions =>
  Boolean(options.time && options.inputTokens && options.outputTokens);

/** The options that apply to files of every format. */
const FOR_ALL_FORMATS: ReadonlySet<string> = new Set([
  "project",
  "ignore",
  "dateOrder",
  "decimal",
  "onlyMissingDays",
  "beside",
  "dryRun",
] satisfies (keyof ImportOptions)[]);

/** Whether an option is given that applies only to files whose columns are named. */
const namesColumns = (options: ImportOptions): boolean =>
  Object.entries(options).some(
    ([name, value]) => value !== null && value !== undefined && !FOR_ALL_FORMATS.has(name),
  );

/** Returns a sentence that says which options are missing; null if they are complete. */
export function findMissingOption(options: ImportOptions): string | null {
  if (options.onlyMissingDays && options.beside)
    return `${IMPORT_FLAGS.onlyMissingDays} and ${IMPORT_FLAGS.beside} exclude each other`;
  if (mapsColumns(options)) return findMissingCost(options);
  if (!namesColumns(options)) return null;
  const required = [
    ["--time", options.time],
    [IMPORT_FLAGS.inputTokens, options.inputTokens],
    [IMPORT_FLAGS.outputTokens, options.outputTokens],
  ] as const;
  const missing = required.find(([, value]) => value === undefined)?.[0] ?? "--time";
  return `option '${missing} <column>' is missing. To map columns, give at least --time, ${IMPORT_FLAGS.inputTokens} and ${IMPORT_FLAGS.outputTokens}`;
}

/**
 * Returns a sentence that says which options are missing, if the given options are not enough to know
 * what a row costs. Returns null otherwise.
 */
function findMissingCost({
  inputPrice,
  outputPrice,
  cost,
  model,
  cachedInputPrice,
  cacheWritePrice,
}: ImportOptions): string | null {
  if (Boolean(inputPrice) !== Boolean(outputPrice))
    return "--input-price and --output-price go together: one of them is missing";
  if (!inputPrice && (cachedInputPrice || cacheWritePrice))
    return "--cached-input-price and --cache-write-price need --input-price and --output-price";
  if (inputPrice || cost || model) return null;
  return "nothing says what the tokens cost: give --input-price and --output-price, or --cost, or --model with a model that has a price";
}

/** The options for reading texts, which apply to files of every format. */
export const textOptionsOf = (options: ImportOptions): TextOptions => ({
  ignoredColumns: options.ignore,
  dateOrder: options.dateOrder ?? null,
  decimalSign: options.decimal ?? null,
});

export function overlapRuleOf({ onlyMissingDays, beside }: ImportOptions): OverlapRule {
  if (beside) return "beside";
  return onlyMissingDays ? "only missing days" : "refuse";
}

export const readOptionsOf = (options: ColumnOptions): ReadOptions => ({
  ...textOptionsOf(options),
  mapping: {
    time: options.time,
    inputTokens: options.inputTokens,
    cacheReadTokens: options.cachedInputTokens ?? null,
    cacheWriteTokens: options.cacheWriteTokens ?? null,
    outputTokens: options.outputTokens,
    reasoningTokens: options.reasoningTokens ?? null,
    audioInputTokens: options.audioInputTokens ?? null,
    audioOutputTokens: options.audioOutputTokens ?? null,
    serviceTier: options.serviceTier ?? null,
    batch: options.batch ?? null,
    model: options.model ?? null,
    provider: options.provider ?? null,
    agentType: options.agentType,
    run: options.run,
    cost: options.cost ?? null,
  },
  prices: pricesOf(options),
  cacheCounts: options.cacheCounts ?? null,
});

const pricesOf = ({ inputPrice, outputPrice, ...options }: ImportOptions): ReadOptions["prices"] =>
  inputPrice && outputPrice
    ? {
        inputUsdPerMillion: inputPrice,
        cacheReadUsdPerMillion: options.cachedInputPrice,
        cacheWriteUsdPerMillion: options.cacheWritePrice,
        outputUsdPerMillion: outputPrice,
      }
    : null;

/**
 * Wraps a parser, so that it refuses an empty value and an option that is given twice. Otherwise
 * Commander would use the last value and ignore the first one.
 */
function once<Value>(parse: (text: string) => Value) {
  return (text: string, earlier: Value | null | undefined): Value => {
    if (earlier !== null && earlier !== undefined)
      throw new InvalidArgumentError("It is given twice.");
    if (text.trim() === "") throw new InvalidArgumentError("It is empty.");
    return parse(text);
  };
}

const parseColumn = (text: string): FieldSource => ({ column: text });

function parseColumnOrValue(text: string): FieldSource {
  if (!text.startsWith("=")) return parseColumn(text);
  const value = text.slice(1).trim();
  if (value === "") throw new InvalidArgumentError('Write the value after the "=".');
  return { value };
}

const parseOneOf =
  <const Choice extends string>(choices: readonly Choice[]) =>
  (text: string): Choice => {
    const choice = choices.find((word) => word === text);
    if (choice !== undefined) return choice;
    throw new InvalidArgumentError(`Write ${choices.join(" or ")}.`);
  };

function parseColumnOrCount(text: string): FieldSource {
  const source = parseColumnOrValue(text);
  if ("column" in source || /^\d{1,12}$/.test(source.value)) return source;
  throw new InvalidArgumentError('After the "=", write a whole number, such as =0.');
}

function parsePrice(text: string): Decimal {
  const price = parseDecimal(text);
  if (price) return price;
  throw new InvalidArgumentError("Give US dollars per million tokens, such as 3 or 0.15.");
}
