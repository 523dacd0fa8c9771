import type { Attributes } from "./attributes";

/** Returns the text of the first attribute that has text; null when none has text. */
export function firstText(attributes: Attributes, names: readonly string[]): string | null {
  for (const name of names) {
    const text = attributes.text(name);
    if (text !== null) return text;
  }
  return null;
}

/**
 * The token count of the first of these attributes that is present; null when none is present. Throws
 * `UnreadableField`.
 */
export function firstTokens(attributes: Attributes, names: readonly string[]): bigint | null {
  const name = names.find((name) => attributes.has(name));
  return name === undefined ? null : attributes.tokens(name);
}
