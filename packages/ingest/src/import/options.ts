import { parseArgs } from "node:util";
import { type Decimal, parseDecimal } from "@ai-cost/domain";
import type { FieldSource, Mapping, ReadOptions, TokenPrices } from "../files/mapping";
import { OptionRefusal } from "./option-refusal";

export interface ImportOptions extends ReadOptions {
  file: string;
  projectId: string;
}

const text = { type: "string", multiple: true } as const;
const OPTIONS = {
  project: text,
  time: text,
  "input-tokens": text,
  "output-tokens": text,
  model: text,
  provider: text,
  "agent-type": text,
  run: text,
  cost: text,
  "input-price": text,
  "output-price": text,
  help: { type: "boolean", short: "h" },
} as const;

type Given = ReturnType<typeof readArguments>["values"];
type TextOption = Exclude<keyof typeof OPTIONS, "help">;

/** The options of the command line; null when it asks for help. Throws an `OptionRefusal`. */
export function parseOptions(argv: readonly string[]): ImportOptions | null {
  const { values, positionals } = readArguments(argv);
  if (values.help) return null;
  const [file, another] = positionals;
  if (file === undefined) throw new OptionRefusal("Which file? Give the path of a CSV file.");
  if (another !== undefined)
    throw new OptionRefusal(`One file at a time: "${file}" and "${another}" are two.`);
  const options = {
    file,
    projectId: required(values, "project", "the project's id"),
    mapping: mappingOf(values),
    prices: pricesOf(values),
  };
  const { cost, model } = options.mapping;
  if (!options.prices && !cost && !model)
    throw new OptionRefusal(
      "What do the tokens cost? Give --input-price and --output-price, or --cost, or --model with a model whose price is known.",
    );
  return options;
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    throw new OptionRefusal(`${sentence}.`);
  }
}

function optional(values: Given, name: TextOption): string | null {
  const [first, second] = values[name] ?? [];
  if (second !== undefined) throw new OptionRefusal(`--${name} is given twice.`);
  if (first?.trim() === "") throw new OptionRefusal(`--${name} is empty.`);
  return first ?? null;
}

function required(values: Given, name: TextOption, meaning: string): string {
  const given = optional(values, name);
  if (given === null) throw new OptionRefusal(`--${name} is missing: give ${meaning}.`);
  return given;
}

function mappingOf(values: Given): Mapping {
  const column = (name: TextOption) => ({ column: required(values, name, "its column's name") });
  return {
    time: column("time"),
    inputTokens: column("input-tokens"),
    outputTokens: column("output-tokens"),
    model: columnOrValue(values, "model"),
    provider: columnOrValue(values, "provider"),
    agentType: columnOrValue(values, "agent-type"),
    run: columnOrValue(values, "run"),
    cost: optional(values, "cost") === null ? null : column("cost"),
  };
}

function columnOrValue(values: Given, name: TextOption): FieldSource | null {
  const given = optional(values, name);
  if (given === null) return null;
  if (!given.startsWith("=")) return { column: given };
  const value = given.slice(1).trim();
  if (value === "") throw new OptionRefusal(`--${name} = is empty: write the value after the "=".`);
  return { value };
}

function pricesOf(values: Given): TokenPrices | null {
  const input = priceOption(values, "input-price");
  const output = priceOption(values, "output-price");
  if (input && output) return { inputUsdPerMillion: input, outputUsdPerMillion: output };
  if (!input && !output) return null;
  throw new OptionRefusal("--input-price and --output-price go together: one of them is missing.");
}

function priceOption(values: Given, name: TextOption): Decimal | null {
  const given = optional(values, name);
  if (given === null) return null;
  const price = parseDecimal(given);
  if (!price)
    throw new OptionRefusal(
      `--${name} is "${given}", which is not a price: give dollars per million tokens, such as 3 or 0.15.`,
    );
  return price;
}
