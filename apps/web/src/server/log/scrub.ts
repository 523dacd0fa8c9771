import { Room } from "./room";

/** The most bytes that the fields of a line take together. With its message, a line has 1 KiB at most. */
const MAX_FIELDS_BYTES = 720;
const MAX_TEXT_BYTES = 240;
const MAX_STACK_BYTES = 320;
const MAX_FRAMES = 5;
const MAX_DEPTH = 8;

/**
 * Error properties that contain user data or repeat the message: Drizzle and the database driver store a
 * failed query and its values in them, and Node stores a URL that it could not parse.
 */
const OMITTED_PROPERTIES = ["query", "params", "parameters", "args", "input"];

/**
 * Converts the fields of a line for the log: errors become objects with their message, causes and stack,
 * the values of queries and all credentials are removed, and what is too long is cut off. So nobody can
 * fill the log with what a request contains.
 */
export const scrub = (fields: Record<string, unknown>): Record<string, unknown> =>
  scrubEntries(Object.entries(fields), new Room(MAX_FIELDS_BYTES), 0);

function scrubValue(value: unknown, room: Room, depth: number): unknown {
  if (typeof value === "bigint") return room.take(String(value), MAX_TEXT_BYTES);
  if (typeof value === "string") return room.take(scrubText(value), MAX_TEXT_BYTES);
  if (typeof value !== "object" || value === null) return room.takeShort(value);
  if (depth > MAX_DEPTH) return room.takeShort("…");
  if (value instanceof Date) return room.takeShort(value);
  const entries = value instanceof Error ? errorEntries(value) : Object.entries(value);
  const scrubbed = scrubEntries(entries, room, depth + 1);
  return Array.isArray(value) ? Object.values(scrubbed) : scrubbed;
}

/** Scrubs the entries in their order and omits those that no longer have room. */
function scrubEntries(
  entries: [name: string, value: unknown][],
  room: Room,
  depth: number,
): Record<string, unknown> {
  const scrubbed: [string, unknown][] = [];
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    if (!room.takeField(name)) break;
    const isStack = name === "stack" && typeof value === "string";
    scrubbed.push([
      name,
      isStack ? room.take(framesOf(value), MAX_STACK_BYTES) : scrubValue(value, room, depth),
    ]);
  }
  return Object.fromEntries(scrubbed);
}

/**
 * The properties of an error for the log. JSON would omit the name, message, stack and cause, because
 * they are not enumerable. The stack comes last, because the causes say more if there is not room for all.
 */
function errorEntries(error: Error): [string, unknown][] {
  const { name, message, stack = "", cause } = error;
  const standard = { name, message, cause, stack };
  const own = Object.entries(error).filter(
    ([key]) => !OMITTED_PROPERTIES.includes(key) && !(key in standard),
  );
  return [["name", name], ["message", message], ...own, ["cause", cause], ["stack", stack]];
}

/**
 * The frames of a stack that are in our own code, or else the first two; each with the last two parts of
 * its path.
 */
function framesOf(stack: string): string {
  const frames = Array.from(stack.matchAll(/^ {4}at .*$/gm), ([frame]) => frame.trim());
  const own = frames.filter((frame) => !/node_modules\/|node:|<anonymous>\)$/.test(frame));
  return (own.length > 0 ? own.slice(0, MAX_FRAMES) : frames.slice(0, 2))
    .map((frame) => scrubText(frame).replace(PATH_TO_SHORTEN, ""))
    .join("\n");
}

const PATH_TO_SHORTEN = /(?:file:\/\/)?\/\S*\/(?=[^\s/]+\/[^\s/]+$)/;

/**
 * The values of a query in Drizzle's error message: from a line that starts with `params:` to the end
 * of the message.
 */
const QUERY_VALUES = /^params: [\s\S]*?(?=\n {4}at |(?![\s\S]))/gm;
/**
 * Patterns of credentials: an ingest key, the token of an invitation or of a password reset, that of a link
 * in an alert, a bearer token, the password in a URL, the session cookie.
 */
const CREDENTIALS = [
  /\baicost_[\w-]+/g,
  /\b(?:inv|rst)_[\w-]+/g,
  /\bchl_[\w.-]+/g,
  /(?<=\bBearer\s+)\S+/gi,
  /(?<=:\/\/[^/\s:@]*:)[^/\s@]+(?=@)/g,
  /(?<=session_token=)[^\s;]+/g,
];
/** No line has room for more. A longer text would only cost time. */
const MAX_SEARCHED_CHARACTERS = 4096;

/** Removes query values and credentials from a text. */
export function scrubText(text: string): string {
  const withoutValues = text.slice(0, MAX_SEARCHED_CHARACTERS).replace(QUERY_VALUES, "params: …");
  return CREDENTIALS.reduce((rest, credential) => rest.replace(credential, "…"), withoutValues);
}
