import { type Endpoint, endpoint } from "../http/endpoint";
import { jsonProblem } from "../http/responses/json-problem";
import { jsonResults } from "../http/responses/json-results";
import { eventsInBody } from "./read/events-in-body";
import { recordUsageEvents } from "./record-usage-events";
import type { EventResult, EventsResponse } from "./schema/response";

const MIB = 1024 * 1024;

export const USAGE_EVENTS_ACCEPTS = [
  "application/json",
  "application/cloudevents+json",
  "application/cloudevents-batch+json",
] as const;

/**
 * `POST /api/v1/usage-events`: one usage event as JSON, or a batch of events. The response has a result
 * for each event. The status is 200 if at least one event is valid, and 422 if all events are invalid.
 */
export const usageEventsEndpoint: Endpoint = endpoint({
  accepts: USAGE_EVENTS_ACCEPTS,
  limits: { sentBytes: 4 * MIB, decodedBytes: 16 * MIB },
  writeProblem: jsonProblem,
  async handle(context, body) {
    const results = await recordUsageEvents(context, eventsInBody(body));
    return jsonResults(withCounts(results));
  },
});

function withCounts(results: EventResult[]): EventsResponse {
  const count = (word: EventResult["result"]) =>
    results.filter(({ result }) => result === word).length;
  return {
    results,
    recorded: count("recorded"),
    duplicate: count("duplicate"),
    conflict: count("conflict"),
    invalid: count("invalid"),
  };
}
