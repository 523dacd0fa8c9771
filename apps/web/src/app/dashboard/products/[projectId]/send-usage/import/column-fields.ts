import type { UploadOptionsInput } from "@/app/api/usage-imports/upload";

type Mapping = NonNullable<UploadOptionsInput["mapping"]>;
type MappedField = keyof Mapping;

interface ColumnField {
  name: MappedField;
  label: string;
  isRequired?: boolean;
  /** Whether the words of a column's name say that the column has this field's values. */
  isNamed: (words: ReadonlySet<string>) => boolean;
}

const hasAny = (words: ReadonlySet<string>, ...wanted: readonly string[]): boolean =>
  wanted.some((word) => words.has(word));
const isTokens = (words: ReadonlySet<string>): boolean => hasAny(words, "token", "tokens");
/** Whether a name that has one of the words counts tokens: `input_tokens`, or just `input`. */
const isCountOf = (words: ReadonlySet<string>, ...wanted: readonly string[]): boolean =>
  hasAny(words, ...wanted) &&
  (isTokens(words) || words.size === 1) &&
  !isCached(words) &&
  !words.has("audio");
const isCached = (words: ReadonlySet<string>): boolean =>
  hasAny(words, "cache", "cached", "caching");
const isCacheWrite = (words: ReadonlySet<string>): boolean =>
  isCached(words) && hasAny(words, "write", "writes", "creation", "create", "created");

const FIELDS: Readonly<Record<MappedField, Omit<ColumnField, "name">>> = {
  time: {
    label: "Time",
    isRequired: true,
    isNamed: (words) => hasAny(words, "time", "timestamp", "date", "when", "created"),
  },
  inputTokens: {
    label: "Input tokens",
    isRequired: true,
    isNamed: (words) => isCountOf(words, "input", "prompt", "context", "in"),
  },
  outputTokens: {
    label: "Output tokens",
    isRequired: true,
    isNamed: (words) => isCountOf(words, "output", "completion", "generated", "out"),
  },
  model: { label: "Model", isNamed: (words) => words.has("model") },
  provider: { label: "Provider", isNamed: (words) => hasAny(words, "provider", "vendor") },
  cost: { label: "Cost in dollars", isNamed: (words) => hasAny(words, "cost", "usd", "spend") },
  cacheReadTokens: {
    label: "Cached input tokens",
    isNamed: (words) => isCached(words) && !isCacheWrite(words),
  },
  cacheWriteTokens: { label: "Cache-write tokens", isNamed: isCacheWrite },
  reasoningTokens: {
    label: "Reasoning tokens",
    isNamed: (words) => hasAny(words, "reasoning", "thinking"),
  },
  audioInputTokens: {
    label: "Audio input tokens",
    isNamed: (words) => words.has("audio") && hasAny(words, "input", "prompt"),
  },
  audioOutputTokens: {
    label: "Audio output tokens",
    isNamed: (words) => words.has("audio") && hasAny(words, "output", "completion"),
  },
  serviceTier: { label: "Service tier", isNamed: (words) => words.has("tier") },
  batch: { label: "Batch", isNamed: (words) => hasAny(words, "batch", "batched") },
  agentType: { label: "Agent", isNamed: (words) => words.has("agent") },
  run: { label: "Run", isNamed: (words) => hasAny(words, "run", "session") },
};

/** The fields of a row of usage, in the order of the form. */
export const COLUMN_FIELDS: readonly ColumnField[] = (Object.keys(FIELDS) as MappedField[]).map(
  (name) => ({ name, ...FIELDS[name] }),
);

/** Guesses which column has the values of which field, by the columns' names. The person corrects it. */
export function guessColumns(columns: readonly string[]): Partial<Record<MappedField, string>> {
  const free = new Set(columns);
  return Object.fromEntries(
    COLUMN_FIELDS.flatMap(({ name, isNamed }) => {
      const column = [...free].find((candidate) => isNamed(wordsOf(candidate)));
      if (column === undefined) return [];
      free.delete(column);
      return [[name, column]];
    }),
  );
}

/** The words of a column's name in lower case: `ContextTokens` has the words context and tokens. */
const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    name
      .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
