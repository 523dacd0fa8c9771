/** Far above any batch of events, and low enough that reading one costs little memory. */
const MAX_DEPTH = 64;
const MAX_VALUES = 500_000;

export type JsonProblem = "no-json" | "too-deep" | "too-many-values";
export type ParsedJson = { value: unknown } | { problem: JsonProblem };

/**
 * Reads JSON whose nesting and number of values are bounded: a few megabytes of nothing but brackets
 * would otherwise become gigabytes.
 */
export function parseJson(text: string): ParsedJson {
  const problem = sizeProblem(text);
  if (problem) return { problem };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: "no-json" };
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const isOpening = (code: number) => code === 0x5b || code === 0x7b;
const isClosing = (code: number) => code === 0x5d || code === 0x7d;

function sizeProblem(text: string): JsonProblem | null {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isOpening(code)) depth++;
    else if (isClosing(code)) depth--;
    if (isOpening(code) || code === COMMA) values++;
    if (depth > MAX_DEPTH) return "too-deep";
    if (values > MAX_VALUES) return "too-many-values";
  }
  return null;
}

/** Where the string that begins at `start` ends; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE)
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
