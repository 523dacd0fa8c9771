import { REQUESTS, type RequestFormat } from "@ai-cost/ingest/testing";
import { inClients } from "@ai-cost/testing";
import { inRequests, type LoadProfile, type Workload } from "../throughput/workload";
import { newCalls, newCallsInJobs } from "./new-calls";
import type { Send } from "./sender";

export const REQUEST_FORMATS = Object.keys(REQUESTS) as RequestFormat[];

/** A workload that sends events in one format to the production server. */
export const requestWorkload = (
  format: RequestFormat,
  profile: LoadProfile,
  send: Send,
): Workload => ({
  name: format,
  prepare(events) {
    const calls = profile.eventsPerRequest === 1 ? newCalls(events) : newCallsInJobs(events);
    const requests = inRequests(calls, profile).map(REQUESTS[format]);
    return async () => ({ seconds: await inClients(profile.clients, requests, send) });
  },
});
