import type { RawRequest } from "@ai-cost/testing";

/** A request that contains one or more fuzzed calls. */
export interface Payload {
  calls: number;
  request: RawRequest;
  /** The body has a megabyte or more. Such requests are timed separately. */
  isLarge?: boolean;
}

/** Percent-encodes a text. Half a surrogate pair becomes the replacement character. */
export const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

/** Percent-encodes only the characters that Node's client refuses to send. */
export const sendablePath = (path: string): string => path.replace(/[^\x21-\xff]/gu, encoded);
