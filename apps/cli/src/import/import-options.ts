import type { ColumnMapping, FieldSource, TokenPrices } from "@ai-cost/ingest";
import { type Decimal, parseDecimal } from "@ai-cost/domain";
import { InvalidArgumentError } from "commander";
import type { CliCommand } from "../command-line/cli-command";
import { PROJECT_ID_MEANING } from "../database/select-projects";

/** What Commander reads from the command line; null for an option that is not given. */
export interface ImportOptions {
  project: string;
  time: FieldSource;
  inputTokens: FieldSource;
  outputTokens: FieldSource;
  inputPrice: Decimal | null;
  outputPrice: Decimal | null;
  cost: FieldSource | null;
  model: FieldSource | null;
  provider: FieldSource | null;
  agentType: FieldSource | null;
  run: FieldSource | null;
}

/** Adds the options to a command. */
export function defineImportOptions(command: CliCommand): CliCommand {
  const columnOrValue = once(parseColumnOrValue);
  return command
    .requiredOption("--project <id>", PROJECT_ID_MEANING, once(String))
    .requiredOption(
      "--time <column>",
      "ISO 8601, YYYY-MM-DD HH:MM:SS (in UTC unless it names a zone), or Unix time",
      once(parseColumn),
    )
    .requiredOption("--input-tokens <column>", "including cached tokens", once(parseColumn))
    .requiredOption("--output-tokens <column>", "including reasoning tokens", once(parseColumn))
    .option("--input-price <usd>", "US dollars per million input tokens", once(parsePrice), null)
    .option("--output-price <usd>", "US dollars per million output tokens", once(parsePrice), null)
    .option(
      "--cost <column>",
      "US dollars; takes precedence over the prices in rows where it is filled",
      once(parseColumn),
      null,
    )
    .option("--model <column>", "the model, or =VALUE for all rows", columnOrValue, null)
    .option("--provider <column>", "who served the model, or =VALUE", columnOrValue, null)
    .option("--agent-type <column>", 'the agent type, or =VALUE (default: "unknown")', columnOrValue, null)
    .option(
      "--run <column>",
      "the pipeline run, or =VALUE (default: one run for each UTC day of the file)",
      columnOrValue,
      null,
    );
}

/** Explains what is missing if the options name no way to know what a row costs; otherwise null. */
export function findMissingCost({ inputPrice, outputPrice, cost, model }: ImportOptions) {
  if ((inputPrice === null) !== (outputPrice === null))
    return "--input-price and --output-price go together: one of them is missing";
  if (inputPrice === null && cost === null && model === null)
    return "nothing says what the tokens cost: give --input-price and --output-price, or --cost, or --model with a model that has a price";
  return null;
}

export const mappingOf = ({
  time,
  inputTokens,
  outputTokens,
  model,
  provider,
  agentType,
  run,
  cost,
}: ImportOptions): ColumnMapping => ({
  time,
  inputTokens,
  outputTokens,
  model,
  provider,
  agentType,
  run,
  cost,
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
