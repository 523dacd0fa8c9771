/** What Drizzle and the driver keep of a failed query's values, and Node of what it could not read. */
const VALUES = ["params", "parameters", "args", "input"];
const MAX_DEPTH = 8;

/**
 * A value as a log may have it: errors with what they say of themselves, down to their last cause,
 * and nothing that was a query's value or a credential.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
export function plain(value, depth = 0) {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") return withoutSecrets(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) return "…";
  if (Array.isArray(value)) return value.map((element) => plain(element, depth + 1));
  if (value instanceof Date) return value.toISOString();
  const said = value instanceof Error ? saidBy(value) : Object.entries(value);
  return Object.fromEntries(said.map(([name, part]) => [name, plain(part, depth + 1)]));
}

/**
 * JSON leaves out what an error says of itself.
 *
 * @param {Error} error
 * @returns {[string, unknown][]}
 */
function saidBy(error) {
  const { name, message, stack = "", cause } = error;
  const kept = Object.entries(error).filter(([key]) => !VALUES.includes(key));
  return [...kept, ...Object.entries({ name, message, stack, cause })];
}

/** Drizzle writes a query's values into the message, from a line of their own to its end. */
const PARAMS = /^params: [\s\S]*?(?=\n {4}at |(?![\s\S]))/gm;
/** An ingest key, a bearer's token, a password in an address, a session in a cookie. */
const CREDENTIALS = [
  /\baicost_[\w-]+/g,
  /(?<=\bBearer\s+)\S+/gi,
  /(?<=:\/\/[^/\s:@]*:)[^/\s@]+(?=@)/g,
  /(?<=session_token=)[^\s;]+/g,
];

/** @param {string} text */
function withoutSecrets(text) {
  const withoutParams = text.replace(PARAMS, "params: …");
  return CREDENTIALS.reduce((rest, credential) => rest.replace(credential, "…"), withoutParams);
}
