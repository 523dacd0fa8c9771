import type { RawRequest } from "@ai-cost/testing";

/** A request that contains one or more fuzzed calls. */
export interface Payload {
  calls: number;
  request: RawRequest;
  /** Whether the body has a megabyte or more. The times of large requests are recorded separately. */
  isLarge?: boolean;
}

/** Percent-encodes a text. An unpaired surrogate becomes the replacement character (U+FFFD). */
export const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

/** Percent-encodes only the characters that Node's client refuses to send. */
export const sendablePath = (path: string): string => path.replace(/[^\x21-\xff]/gu, encoded);
