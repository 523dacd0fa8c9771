/** The notation of a file's records: rows of a CSV file, lines of JSON, or elements of one JSON value. */
export type Notation = "csv" | "json lines" | "json";

/** The keys under which exports and API responses store the list of their records. */
const LISTS: ReadonlySet<string> = new Set([
  "data",
  "results",
  "daily",
  "weekly",
  "monthly",
  "session",
  "sessions",
  "blocks",
  "projects",
  "observations",
  "usageEvents",
  "usageEventsDisplay",
  "logs",
  "rows",
  "items",
  "records",
  "requests",
]);

export const isListKey = (key: unknown): boolean => typeof key === "string" && LISTS.has(key);

/** Detects the notation of a file from the text of its beginning. */
export function notationOf(sample: string): Notation {
  const text = sample.replace(/^\ufeff/, "").trimStart();
  if (text.startsWith("[")) return /^\[\s*(?:[[{"\]\d-]|$)/.test(text) ? "json" : "csv";
  if (!text.startsWith("{")) return "csv";
  const firstLine = parseObject(text.split("\n", 1)[0] ?? "");
  return firstLine && !Object.keys(firstLine).some((key) => isList(firstLine, key))
    ? "json lines"
    : "json";
}

const isList = (object: Readonly<Record<string, unknown>>, key: string): boolean =>
  isListKey(key) && typeof object[key] === "object" && object[key] !== null;

/** The object that a line of JSON contains; null when the line is not a complete object. */
export function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
