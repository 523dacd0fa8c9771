import type { SentRequest } from "@ai-cost/ingest/testing";

export type Send = (request: SentRequest) => Promise<void>;

/**
 * Returns a function that sends a POST request with an ingest key. The function throws if the
 * response status is not 200.
 */
export const sender =
  (serverUrl: string, key: string): Send =>
  async ({ path, mediaType, body }) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": mediaType };
    const response = await fetch(new URL(path, serverUrl), { method: "POST", headers, body });
    const text = await response.text();
    if (response.status !== 200)
      throw new Error(`${path} responded with ${response.status}: ${text.slice(0, 300)}`);
  };
