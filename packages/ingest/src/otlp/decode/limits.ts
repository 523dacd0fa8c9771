import { HttpError } from "../../http/http-error";

/** The maximum nesting of messages. */
export const MAX_DEPTH = 100;

/** The maximum number of messages in a request: spans, log records, attributes and values together. */
const MAX_MESSAGES = 1_000_000;

/** The memory of one decoded message in bytes, rounded up from measurements of 110 to 210 bytes. */
const BYTES_PER_MESSAGE = 256;

/**
 * Returns the memory in bytes that a request needs after decoding. It depends mainly on the number of
 * messages, because an empty message has only two bytes in protobuf. Throws a 413 for too many messages.
 */
export function decodedBytes(messages: number, sentBytes: number): number {
  if (messages > MAX_MESSAGES)
    throw new HttpError(
      413,
      `A request may have up to ${MAX_MESSAGES} messages, attributes included. Send smaller batches.`,
    );
  return sentBytes + messages * BYTES_PER_MESSAGE;
}
