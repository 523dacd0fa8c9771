import { readJson } from "../../http/body/read-json";
import type { RequestBody } from "../../http/body/request-body";
import { HttpError } from "../../http/http-error";

const MAX_EVENTS = 1000;

/** A batch has some ten thousand values; what its senders add of their own finds room as well. */
const JSON_LIMITS = { maxDepth: 64, maxValues: 500_000 };

/** A body's events as they stand there: an object is one, an array is a batch. */
export function eventsIn(body: RequestBody): unknown[] {
  const value = readJson(body, JSON_LIMITS);
  if (typeof value !== "object" || value === null)
    throw new HttpError(
      400,
      "Send one event as a JSON object, or up to 1,000 of them in an array.",
    );
  if (!Array.isArray(value)) return [value];
  if (value.length <= MAX_EVENTS) return value;
  throw new HttpError(413, `These are ${value.length} events. Send up to 1,000 at a time.`);
}
