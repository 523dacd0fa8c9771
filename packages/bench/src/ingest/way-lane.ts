import { REQUESTS, type RequestFormat } from "@ai-cost/ingest/testing";
import { inClients } from "@ai-cost/testing";
import { collectedCalls, singleCalls } from "./fresh-calls";
import { inRequests, type Lane, type Mode } from "./lane";
import type { Send } from "./sender";

export const SENDING_WAYS = Object.keys(REQUESTS) as RequestFormat[];

/** Events through a way in of the production server. */
export const wayLane = (way: RequestFormat, mode: Mode, send: Send): Lane => ({
  name: way,
  prepare(events) {
    const calls = mode.eventsARequest === 1 ? singleCalls(events) : collectedCalls(events);
    const requests = inRequests(calls, mode).map(REQUESTS[way]);
    return async () => ({ seconds: await inClients(mode.clients, requests, send) });
  },
});
