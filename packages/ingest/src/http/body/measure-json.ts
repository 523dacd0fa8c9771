const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACKET = 0x5d;
const CLOSING_BRACE = 0x7d;

/**
 * Returns the nesting depth of JSON and an upper bound of its number of values. It counts brackets and
 * commas without parsing, so that the limits can be checked before the parser runs. The parser can
 * allocate a hundred bytes for two bytes of input. For bytes that are not JSON, the result has no meaning.
 */
export function measureJson(bytes: Uint8Array): { depth: number; values: number } {
  let depth = 0;
  let deepest = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at++) {
    switch (bytes[at]) {
      case QUOTE:
        at = closingQuote(bytes, at + 1);
        break;
      case COMMA:
        values++;
        break;
      case OPENING_BRACKET:
      case OPENING_BRACE:
        values++;
        deepest = Math.max(deepest, ++depth);
        break;
      case CLOSING_BRACKET:
      case CLOSING_BRACE:
        depth--;
    }
  }
  return { depth: deepest, values };
}

/** Returns the position of the quote that ends the string whose content starts at `from`. */
function closingQuote(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(QUOTE, from);
  while (at >= 0 && isEscaped(bytes, from, at)) at = bytes.indexOf(QUOTE, at + 1);
  return at < 0 ? bytes.length : at;
}

/** Whether the quote is escaped, which means that an odd number of backslashes precedes it. */
function isEscaped(bytes: Uint8Array, from: number, at: number): boolean {
  let first = at;
  while (first > from && bytes[first - 1] === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}
