import { REQUESTS, type SendingWay } from "@ai-cost/ingest/testing";
import { inClients } from "@ai-cost/testing";
import { inRequests, type LoadProfile, type Workload } from "../throughput/workload";
import { newCalls, newCallsInJobs } from "./new-calls";
import type { Send } from "./sender";

export const ENDPOINTS = Object.keys(REQUESTS) as SendingWay[];

/** Sends events to a usage endpoint of the production server. */
export const endpointWorkload = (
  endpoint: SendingWay,
  profile: LoadProfile,
  send: Send,
): Workload => ({
  name: endpoint,
  prepare(events) {
    const calls = profile.eventsPerRequest === 1 ? newCalls(events) : newCallsInJobs(events);
    const requests = inRequests(calls, profile).map(REQUESTS[endpoint]);
    return async () => ({ seconds: await inClients(profile.clients, requests, send) });
  },
});
