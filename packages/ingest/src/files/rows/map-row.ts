import { microUsdFromDecimal, NO_TOKENS, parseDecimal } from "@ai-cost/domain";
import type { PriceableCall } from "@ai-cost/pricing";
import { parseInstant } from "../../fields/parse-instant";

/** The text of each field in one row, without surrounding spaces; null when it is not mapped or empty. */
export interface RowTexts {
  time: string | null;
  inputTokens: string | null;
  outputTokens: string | null;
  model: string | null;
  provider: string | null;
  agentType: string | null;
  run: string | null;
  cost: string | null;
}

/** A row's mapped fields as values. They identify the row, and decide whether it is a duplicate or a conflict. */
export interface MappedRow extends PriceableCall {
  agentType: string | null;
  run: string | null;
}

/** Why a row cannot be recorded. The sentence names the field. */
export interface RowProblem {
  problem: string;
}

class FieldProblem extends Error {}

/** Parses the fields of a row, or says which one is invalid and why. */
export function mapRow(texts: RowTexts): MappedRow | RowProblem {
  try {
    const { model, provider, agentType, run } = texts;
    return {
      occurredAt: instantOf(texts.time),
      tokens: {
        ...NO_TOKENS,
        inputTokens: tokensOf("the input tokens are", texts.inputTokens),
        outputTokens: tokensOf("the output tokens are", texts.outputTokens),
      },
      model,
      provider,
      agentType,
      run,
      costMicroUsd: costOf(texts.cost),
    };
  } catch (error) {
    if (error instanceof FieldProblem) return { problem: error.message };
    throw error;
  }
}

const MAX_SHOWN_CHARACTERS = 40;

/** A cell as a message shows it: in quotes, shortened, and with control characters escaped. */
const quoted = (text: string): string =>
  JSON.stringify(
    text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text,
  );

function instantOf(text: string | null): Date {
  if (text === null) throw new FieldProblem("the time is empty");
  const at = parseInstant(text);
  if (at) return at;
  throw new FieldProblem(`the time is ${quoted(text)}; ISO 8601 or YYYY-MM-DD HH:MM:SS is needed`);
}

function tokensOf(name: string, text: string | null): bigint {
  if (text === null) throw new FieldProblem(`${name} empty`);
  if (/^\d{1,30}$/.test(text)) return BigInt(text);
  throw new FieldProblem(`${name} ${quoted(text)}; a whole number, 0 or more, is needed`);
}

function costOf(text: string | null): bigint | null {
  if (text === null) return null;
  const dollars = parseDecimal(text);
  if (dollars) return microUsdFromDecimal(dollars);
  throw new FieldProblem(`the cost is ${quoted(text)}; dollars such as 0.0145 are needed`);
}
