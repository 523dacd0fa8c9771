import { type Decimal, parseDecimal } from "@ai-cost/domain";
import type { FieldSource, Mapping, TokenPrices } from "@ai-cost/ingest";
import { InvalidArgumentError, Option } from "commander";
import type { CliCommand } from "../command-line/cli-command";
import { PROJECT_ID_MEANING } from "../database/select-projects";

/** What Commander reads from the command line. */
export interface ImportOptions {
  project: string;
  time: FieldSource;
  inputTokens: FieldSource;
  outputTokens: FieldSource;
  inputPrice?: Decimal;
  outputPrice?: Decimal;
  cost?: FieldSource;
  model?: FieldSource;
  provider?: FieldSource;
  /** Null if the option is not given, and so is `run`. */
  agentType: FieldSource | null;
  run: FieldSource | null;
}

/** Adds the options to a command. */
export function defineImportOptions(command: CliCommand): CliCommand {
  return command
    .mandatoryOption(
      "--project <id>",
      PROJECT_ID_MEANING,
      once((text) => text),
    )
    .mandatoryOption(
      "--time <column>",
      "ISO 8601, YYYY-MM-DD HH:MM:SS (in UTC unless it names a zone), or Unix time",
      once(parseColumn),
    )
    .mandatoryOption("--input-tokens <column>", "including cached tokens", once(parseColumn))
    .mandatoryOption("--output-tokens <column>", "including reasoning tokens", once(parseColumn))
    .option("--input-price <usd>", "US dollars per million input tokens", once(parsePrice))
    .option("--output-price <usd>", "US dollars per million output tokens", once(parsePrice))
    .option(
      "--cost <column>",
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
    );
}

/** Says what is missing if the options name no way to know what a row costs, and otherwise null. */
export function findMissingCost({
  inputPrice,
  outputPrice,
  cost,
  model,
}: ImportOptions): string | null {
  if (Boolean(inputPrice) !== Boolean(outputPrice))
    return "--input-price and --output-price go together: one of them is missing";
  if (inputPrice || cost || model) return null;
  return "nothing says what the tokens cost: give --input-price and --output-price, or --cost, or --model with a model that has a price";
}

export const mappingOf = (options: ImportOptions): Mapping => ({
  time: options.time,
  inputTokens: options.inputTokens,
  outputTokens: options.outputTokens,
  model: options.model ?? null,
  provider: options.provider ?? null,
  agentType: options.agentType,
  run: options.run,
  cost: options.cost ?? null,
});

export const pricesOf = ({ inputPrice, outputPrice }: ImportOptions): TokenPrices | null =>
  inputPrice && outputPrice
    ? { inputUsdPerMillion: inputPrice, outputUsdPerMillion: outputPrice }
    : null;

/** Refuses an empty value, and an option that is given twice, of which Commander would take the last. */
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

function parsePrice(text: string): Decimal {
  const price = parseDecimal(text);
  if (price) return price;
  throw new InvalidArgumentError("Give US dollars per million tokens, such as 3 or 0.15.");
}
