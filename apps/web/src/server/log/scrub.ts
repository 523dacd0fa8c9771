/** Properties in which Drizzle and the driver keep a failed query's values, and Node an unreadable input. */
const VALUE_PROPERTIES = ["params", "parameters", "args", "input"];
const MAX_DEPTH = 8;

/**
 * Makes a value safe and plain for a log: errors become objects with their message, stack and causes,
 * without the values of a query and without credentials.
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

/** JSON would leave out an error's name, message, stack and cause, which are not enumerable. */
function errorEntries(error: Error): [string, unknown][] {
  const { name, message, stack = "", cause } = error;
  const own = Object.entries(error).filter(([key]) => !VALUE_PROPERTIES.includes(key));
  return [...own, ...Object.entries({ name, message, stack, cause })];
}

/** Drizzle writes a query's values into the message, from a line that begins with `params:` to its end. */
const QUERY_VALUES = /^params: [\s\S]*?(?=\n {4}at |(?![\s\S]))/gm;
/** An ingest key, a bearer token, the password of a URL, the session cookie. */
const CREDENTIALS = [
  /\baicost_[\w-]+/g,
  /(?<=\bBearer\s+)\S+/gi,
  /(?<=:\/\/[^/\s:@]*:)[^/\s@]+(?=@)/g,
  /(?<=session_token=)[^\s;]+/g,
];

/** Removes query values and credentials from a text. */
export function scrubText(text: string): string {
  const withoutValues = text.replace(QUERY_VALUES, "params: …");
  return CREDENTIALS.reduce((rest, credential) => rest.replace(credential, "…"), withoutValues);
}
