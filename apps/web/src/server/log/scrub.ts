/**
 * Error properties that contain user data: Drizzle and the database driver store a failed query's
 * values in them, and Node stores a URL that it could not parse.
 */
const VALUE_PROPERTIES = ["params", "parameters", "args", "input"];
const MAX_DEPTH = 8;

/**
 * Converts a value for the log: errors become objects with their message, stack and causes, and the
 * values of queries and all credentials are removed.
 */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") return scrubText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) return "…";
  if (Array.isArray(value)) return value.map((element) => scrub(element, depth + 1));
  if (value instanceof Date) return value.toISOString();
  const entries = value instanceof Error ? errorEntries(value) : Object.entries(value);
  return Object.fromEntries(entries.map(([name, part]) => [name, scrub(part, depth + 1)]));
}

/**
 * The properties of an error for the log. JSON would omit the name, message, stack and cause, because
 * they are not enumerable.
 */
function errorEntries(error: Error): [string, unknown][] {
  const { name, message, stack = "", cause } = error;
  const own = Object.entries(error).filter(([key]) => !VALUE_PROPERTIES.includes(key));
  return [...own, ...Object.entries({ name, message, stack, cause })];
}

/**
 * The values of a query in Drizzle's error message: from a line that starts with `params:` to the end
 * of the message.
 */
const QUERY_VALUES = /^params: [\s\S]*?(?=\n {4}at |(?![\s\S]))/gm;
/**
 * Patterns of credentials: an ingest key, the token of an invitation or of a password reset, a bearer
 * token, the password in a URL, the session cookie.
 */
const CREDENTIALS = [
  /\baicost_[\w-]+/g,
  /\b(?:inv|rst)_[\w-]+/g,
  /(?<=\bBearer\s+)\S+/gi,
  /(?<=:\/\/[^/\s:@]*:)[^/\s@]+(?=@)/g,
  /(?<=session_token=)[^\s;]+/g,
];

/** Removes query values and credentials from a text. */
export function scrubText(text: string): string {
  const withoutValues = text.replace(QUERY_VALUES, "params: …");
  return CREDENTIALS.reduce((rest, credential) => rest.replace(credential, "…"), withoutValues);
}
