import type { Body } from "../endpoint";
import { Refusal } from "../http-error";
import { measureJson } from "./measure-json";

export interface JsonLimits {
  /** Objects and lists within each other. */
  maxDepth: number;
  /** Values in all: members, elements, objects, lists. */
  maxValues: number;
}

/** What one value of JSON needs in memory at most, with its key. */
const BYTES_PER_VALUE = 128;

/**
 * The body as JSON. What is not JSON is refused with 400; so is what is nested too deeply, and with
 * 413 what has too many values, before anything is made of them. Bytes that are no UTF-8 become
 * replacement characters, so that a text that a sender cut in the middle of one costs no batch.
 */
export function readJson({ bytes, hold }: Body, { maxDepth, maxValues }: JsonLimits): unknown {
  const { depth, values } = measureJson(bytes);
  if (depth > maxDepth) throw new Refusal(400, `The JSON is nested more than ${maxDepth} deep.`);
  if (values > maxValues)
    throw new Refusal(
      413,
      `The JSON has more than ${maxValues} values. Send it in smaller batches.`,
    );
  hold(bytes.byteLength + values * BYTES_PER_VALUE);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // The parser's own words repeat a piece of the body.
    throw new Refusal(400, "The body is not valid JSON.");
  }
}
