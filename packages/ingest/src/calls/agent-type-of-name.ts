import { UNNAMED_AGENT_TYPE } from "@ai-cost/domain";

const MAX_LENGTH = 100;

/**
 * The words that name a known agent type. Only forms of its own word, and what is said for nothing
 * else: a "writer" may write tests, documentation or advertisements.
 */
const WORDS_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  research: ["research", "researcher", "researching"],
  implementation: ["implementation", "implementer", "implementor", "implement", "implementing"],
  testing: ["testing", "tester", "test", "tests", "qa"],
  release: ["release", "releaser", "releases", "releasing"],
  security: ["security"],
  documentation: ["documentation", "documenter", "documenting", "docs"],
  design: ["design", "designer", "designing"],
  architect: ["architect", "architecture", "architecting"],
  marketing: ["marketing", "marketer"],
  uiux: ["uiux", "ui", "ux"],
  performance: ["performance", "perf"],
  compliance: ["compliance"],
  revenue: ["revenue"],
  dependency: ["dependency", "dependencies", "deps"],
};

const TYPE_BY_WORD = new Map(
  Object.entries(WORDS_BY_TYPE).flatMap(([type, words]) => words.map((word) => [word, type])),
);

/**
 * The agent type that a reported name says by itself: a known one where a word of the name is one and
 * no other word another ("Research Agent", "security-reviewer"), else the name as a key
 * ("Triage Agent" → `triage_agent`), at most 100 characters. Null when the name says nothing.
 */
export function agentTypeOfName(agentName: string): string | null {
  const words = wordsOf(agentName);
  return knownType(words) ?? (words.length > 0 ? keyOf(words) : signOf(agentName));
}

/** Lower-case words of letters and digits in any script; `SecurityReviewer` is two. */
function wordsOf(name: string): string[] {
  const normal = name.normalize("NFKC").trim();
  const isOneWord = /^[\p{L}\p{M}\p{N}]+$/u.test(normal);
  const spaced = isOneWord ? normal.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, " ") : normal;
  return spaced.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function knownType(words: readonly string[]): string | null {
  const types = new Set(words.flatMap((word) => TYPE_BY_WORD.get(word) ?? []));
  // A UI designer designs interfaces: the narrower of the two says what is meant.
  if (types.has("uiux")) types.delete("design");
  const [type, another] = types;
  return another === undefined ? (type ?? null) : null;
}

function keyOf(words: readonly string[]): string | null {
  const key = cut(words.join("_")).replace(/_$/, "");
  return key === UNNAMED_AGENT_TYPE ? null : key;
}

/** A name without a letter or digit, such as an emoji, stays as it is. */
const signOf = (name: string): string | null =>
  cut(name.replace(/[\p{Cc}\p{Cs}]/gu, "").trim()) || null;

/** Never through the middle of a character. */
const cut = (text: string): string => text.slice(0, MAX_LENGTH).replace(/\p{Cs}$/u, "");
