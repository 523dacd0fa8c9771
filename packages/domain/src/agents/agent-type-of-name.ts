import { AGENT_TYPE_REGISTRY, type KnownAgentType, UNNAMED_AGENT_TYPE } from "./agent-types";

const MAX_LENGTH = 100;

/**
 * Creates a function that returns the agent type for a reported name. This is a known type when the name
 * contains a word of that type and no word of another type ("Research Agent", "security-reviewer").
 * Otherwise it is the name itself as a key of at most 100 characters ("Triage Agent" → `triage_agent`).
 * The function returns null when the name is empty, has no character that can be stored, or is
 * `unknown`.
 */
export function agentTypeRecogniser(
  registry: readonly KnownAgentType[],
): (agentName: string) => string | null {
  const types = registry.map(({ key, aliases, narrows }) => ({
    key,
    narrows,
    phrases: [key, ...aliases].map((alias) => phraseOf(wordsOf(alias))),
  }));
  return (agentName) => {
    const words = wordsOf(agentName);
    return knownTypeIn(words, types) ?? (words.length > 0 ? keyOf(words) : withoutWords(agentName));
  };
}

/**
 * The words of a name in lower case: runs of letters and digits of any script. `SecurityReviewer` contains
 * the words `security` and `reviewer`.
 */
function wordsOf(name: string): string[] {
  const normal = name.normalize("NFKC").trim();
  const isOneWord = /^[\p{L}\p{M}\p{N}]+$/u.test(normal);
  const spaced = isOneWord ? normal.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, " ") : normal;
  return spaced.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Joins words with a space on both sides of each word, so that a text search finds only complete words. */
const phraseOf = (words: readonly string[]): string => ` ${words.join(" ")} `;

interface RecognisedType {
  key: string;
  narrows: string | undefined;
  phrases: readonly string[];
}

/**
 * Returns the known type whose words the name contains; null when it contains words of no known type or
 * of several.
 */
function knownTypeIn(words: readonly string[], types: readonly RecognisedType[]): string | null {
  const text = phraseOf(words);
  const named = types.filter(({ phrases }) => phrases.some((phrase) => text.includes(phrase)));
  const [type, another] = named.filter(({ key }) => !named.some(({ narrows }) => narrows === key));
  return another === undefined ? (type?.key ?? null) : null;
}

function keyOf(words: readonly string[]): string | null {
  const key = cut(words.join("_")).replace(/_$/, "");
  return key === UNNAMED_AGENT_TYPE ? null : key;
}

/**
 * Returns the key for a name without letters and digits, such as an emoji. The key is the name itself;
 * null when no character of the name can be stored.
 */
const withoutWords = (name: string): string | null =>
  cut(name.replace(/[\p{Cc}\p{Cs}]/gu, "").trim()) || null;

/** Cuts a text to the maximum length, but never between the two halves of a surrogate pair. */
const cut = (text: string): string => text.slice(0, MAX_LENGTH).replace(/\p{Cs}$/u, "");

/** Returns the agent type for a reported name, according to the registry of known types. */
export const agentTypeOfName = agentTypeRecogniser(AGENT_TYPE_REGISTRY);
