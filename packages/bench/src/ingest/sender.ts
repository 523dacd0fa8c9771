import type { SentRequest } from "@ai-cost/ingest/testing";

export type Send = (request: SentRequest) => Promise<void>;

/** Posts with a project's key; throws on anything but a whole success. */
export const sender =
  (serverUrl: string, key: string): Send =>
  async ({ path, mediaType, body }) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": mediaType };
    const response = await fetch(new URL(path, serverUrl), { method: "POST", headers, body });
    const answer = await response.text();
    if (response.status !== 200)
      throw new Error(`${path} answered ${response.status}: ${answer.slice(0, 300)}`);
  };
