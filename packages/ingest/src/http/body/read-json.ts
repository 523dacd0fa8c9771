import { HttpError } from "../http-error";
import { measureJson } from "./measure-json";
import type { RequestBody } from "./request-body";

export interface JsonLimits {
  /** The maximum nesting of objects and arrays. */
  maxDepth: number;
  /** The maximum number of values: objects, arrays, and the members and elements that they contain. */
  maxValues: number;
}

/** The maximum memory that one JSON value needs, including its key. */
const BYTES_PER_VALUE = 128;

/**
 * Parses the body as JSON. Throws a 400 for invalid JSON and for JSON that is nested too deeply, and a 413
 * for too many values. Both limits are checked before parsing. Invalid UTF-8 becomes replacement
 * characters. Otherwise one text that was cut within a character would make the whole batch invalid.
 */
export function readJson(
  { bytes, reserve }: RequestBody,
  { maxDepth, maxValues }: JsonLimits,
): unknown {
  const { depth, values } = measureJson(bytes);
  if (depth > maxDepth)
    throw new HttpError(400, `The JSON is nested more than ${maxDepth} levels deep.`);
  if (values > maxValues)
    throw new HttpError(413, `The JSON has more than ${maxValues} values. Send smaller batches.`);
  reserve(bytes.byteLength + values * BYTES_PER_VALUE);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // The parser's message is not used, because it would quote a part of the body.
    throw new HttpError(400, "The body is not valid JSON.");
  }
}
