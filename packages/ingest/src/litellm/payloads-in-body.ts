import { type JsonLimits, readJson } from "../http/body/read-json";
import type { RequestBody } from "../http/body/request-body";
import { HttpError } from "../http/http-error";

/** The limits are high because a payload contains complete conversations and the schemas of their tools. */
const LIMITS: JsonLimits = { maxDepth: 200, maxValues: 2_000_000 };

const NEWLINE = 0x0a;
const SPACE = 0x20;

/**
 * Returns the payloads of a body before validation: the elements of an array, one object, or one object on
 * each line. LiteLLM sends all three forms as `application/json`, so the form is detected from the body. A
 * line that is not JSON becomes null.
 */
export function payloadsInBody(body: RequestBody): unknown[] {
  try {
    return payloadsOf(readJson(body, LIMITS));
  } catch (error) {
    if (!isNotJson(error)) throw error;
    const lines = linesOf(body.bytes).map((line) => readLine(body, line));
    if (lines.some(isObject)) return lines;
    throw error;
  }
}

function payloadsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) return [value];
  throw new HttpError(
    400,
    "Send LiteLLM's logging payloads as an array, as one object, or one on each line.",
  );
}

const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNotJson = (error: unknown): boolean => error instanceof HttpError && error.status === 400;

function readLine(body: RequestBody, bytes: Uint8Array): unknown {
  try {
    return readJson({ ...body, bytes }, LIMITS);
  } catch (error) {
    if (isNotJson(error)) return null;
    throw error;
  }
}

/** The lines that are not blank. In JSON a newline is always between values, never inside one. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    if (line.some((byte) => byte > SPACE)) lines.push(line);
    start += line.length + 1;
  }
  return lines;
}
