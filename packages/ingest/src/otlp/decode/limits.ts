import { HttpError } from "../../http/http-error";

/** The deepest nesting of messages. */
export const MAX_DEPTH = 100;

/** Spans, log records, attributes and their values, all together. */
const MAX_MESSAGES = 1_000_000;

/** The memory of one decoded message; measured at 110 to 210 bytes. */
const BYTES_PER_MESSAGE = 256;

/**
 * The memory that a request needs once it is decoded: an empty message is only two bytes on the wire.
 * Throws a 413 for too many messages.
 */
export function decodedBytes(messages: number, sentBytes: number): number {
  if (messages > MAX_MESSAGES)
    throw new HttpError(
      413,
      `A request may have up to ${MAX_MESSAGES} messages, attributes included. Send smaller batches.`,
    );
  return sentBytes + messages * BYTES_PER_MESSAGE;
}
