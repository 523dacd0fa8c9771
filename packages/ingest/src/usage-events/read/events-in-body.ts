import { readJson } from "../../http/body/read-json";
import type { RequestBody } from "../../http/body/request-body";
import { HttpError } from "../../http/http-error";

const MAX_EVENTS = 1000;

/**
 * The limits of a body. A full batch has about ten thousand values; the limit is higher because senders
 * may add fields.
 */
const JSON_LIMITS = { maxDepth: 64, maxValues: 500_000 };

/**
 * Returns the events of a body before validation. An object is one event, and an array is a batch of
 * events.
 */
export function eventsInBody(body: RequestBody): unknown[] {
  const value = readJson(body, JSON_LIMITS);
  if (typeof value !== "object" || value === null)
    throw new HttpError(
      400,
      "Send one event as a JSON object, or up to 1,000 of them in an array.",
    );
  if (!Array.isArray(value)) return [value];
  if (value.length <= MAX_EVENTS) return value;
  throw new HttpError(413, `The batch has ${value.length} events. Send up to 1,000 at a time.`);
}
