import type { Exchange } from "@ai-cost/testing";

/** A request with one or more fuzzed calls in it. */
export interface Shot {
  calls: number;
  request: Exchange;
  /** A body of a megabyte or more, which is timed apart. */
  isLarge?: boolean;
}

/** Percent-encoded, halves of characters as the replacement for them. */
export const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

/** What Node's client would not send is percent-encoded; everything else stays as wrong as it is. */
export const sendablePath = (path: string): string => path.replace(/[^\x21-\xff]/gu, encoded);
