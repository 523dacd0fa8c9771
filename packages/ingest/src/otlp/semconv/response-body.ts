import { GENKIT_OUTPUT, OUTPUT_VALUE } from "./attribute-names";
import type { Attributes } from "./attributes";
import { JsonAttribute, type Path } from "./json-attribute";

/** The number of characters at the beginning of a response in which its id is searched. */
const HEAD_LENGTH = 1_000;

/** Matches the id of a JSON object, if only short values precede it, as in `{"model":"m","id":"msg_1"`. */
const LEADING_ID =
  /^\{\s*(?:"\w+"\s*:\s*(?:"[^"\\]{0,100}"|[\w.+-]{1,40})\s*,\s*)*?"id"\s*:\s*"([^"\\]{1,200})"/;

/**
 * Matches a field of a provider's response. It excludes an answer of the model that happens to be JSON
 * with an id.
 */
const RESPONSE_FIELD =
  /"(?:object"\s*:\s*"(?:chat\.completion|text_completion|response)|type"\s*:\s*"message"|choices"\s*:)/;

/** The ids of OpenAI's, Anthropic's and OpenRouter's responses. */
const PROVIDER_ID = /^(?:chatcmpl|cmpl|resp|msg|gen)[-_]/;

/** The paths of the message in a LangChain generation: in the serialised form and as a plain object. */
const MESSAGES: readonly Path[] = [
  ["generations", 0, 0, "message", "kwargs"],
  ["generations", 0, 0, "message"],
];
const LANGCHAIN_IDS: readonly Path[] = [
  ...MESSAGES.map((path) => [...path, "response_metadata", "id"]),
  ...MESSAGES.map((path) => [...path, "id"]),
];

const MAX_LENGTH = 100_000;

/**
 * Returns the number with this name in the response in OpenInference's `output.value`; null when there is
 * none. It searches the name in quotes without parsing the complete value. JSON escapes quotes within
 * texts, so nothing in the model's answer can match.
 */
export function responseBodyCount(attributes: Attributes, name: string): bigint | null {
  const digits = responseBodyMatch(attributes, name, "(\\d{1,15})\\b(?![.eE])");
  return digits === null ? null : BigInt(digits);
}

/** Returns the word with this name in the response in `output.value`; null when there is none. */
export const responseBodyText = (attributes: Attributes, name: string): string | null =>
  responseBodyMatch(attributes, name, '"(\\w+)"');

function responseBodyMatch(attributes: Attributes, name: string, value: string): string | null {
  const text = attributes.text(OUTPUT_VALUE.value);
  if (text === null || text.length > MAX_LENGTH || !text.includes(`"${name}"`)) return null;
  const [, found] = new RegExp(`"${name}"\\s*:\\s*${value}`).exec(text) ?? [];
  return found ?? null;
}

/**
 * Returns the id of the provider's response in OpenInference's `output.value`; null when the value is not
 * a response. Nothing else of the value is used.
 */
export function responseBodyId(attributes: Attributes): string | null {
  const text = attributes.text(OUTPUT_VALUE.value);
  if (text === null || !text.startsWith("{")) return genkitId(attributes);
  const head = text.slice(0, HEAD_LENGTH);
  const [, leadingId] = LEADING_ID.exec(head) ?? [];
  if (leadingId !== undefined && RESPONSE_FIELD.test(head)) return leadingId;
  if (leadingId === undefined && !text.includes('"generations"')) return null;
  const id = new JsonAttribute(attributes, OUTPUT_VALUE.value).text(LANGCHAIN_IDS);
  return id !== null && PROVIDER_ID.test(id) ? id : null;
}

/** The id of the provider's response in the output of a Genkit model action. */
const genkitId = (attributes: Attributes): string | null =>
  new JsonAttribute(attributes, GENKIT_OUTPUT).text([
    ["raw", "id"],
    ["custom", "id"],
  ]);
