import { HttpError } from "../../http/http-error";

/** Messages within each other. */
export const MAX_DEPTH = 100;

/** Spans, records, attributes and their values, all together. */
const MAX_MESSAGES = 1_000_000;

/** What a decoded message needs in memory; measured at 110 to 210. */
const BYTES_PER_MESSAGE = 256;

/**
 * What a request will need in memory once it is decoded: an empty message is two bytes when it is
 * sent. Too many of them are refused with 413.
 */
export function decodedBytes(messages: number, sentBytes: number): number {
  if (messages > MAX_MESSAGES)
    throw new HttpError(
      413,
      `A request may reserve ${MAX_MESSAGES} messages, attributes included. Send smaller batches.`,
    );
  return sentBytes + messages * BYTES_PER_MESSAGE;
}
