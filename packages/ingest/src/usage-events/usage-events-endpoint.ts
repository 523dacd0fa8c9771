import { type Endpoint, endpoint } from "../http/endpoint";
import { jsonProblem } from "../http/responses/json-problem";
import { jsonResults } from "../http/responses/json-results";
import { eventsIn } from "./read/events-in-body";
import { recordEvents } from "./record-events";
import type { EventResult, EventsAnswer } from "./schema/response";

const MIB = 1024 * 1024;

export const USAGE_EVENTS_ACCEPTS = [
  "application/json",
  "application/cloudevents+json",
  "application/cloudevents-batch+json",
] as const;

/**
 * Takes usage events as JSON, one or a batch. Answers for each of them: 200, also when some are
 * refused, and 422 when there is not one that could be read.
 */
export const usageEventsEndpoint: Endpoint = endpoint({
  accepts: USAGE_EVENTS_ACCEPTS,
  limits: { sentBytes: 4 * MIB, decodedBytes: 16 * MIB },
  writeProblem: jsonProblem,
  async handle(context, body) {
    const results = await recordEvents(context, eventsIn(body));
    return jsonResults(answerOf(results));
  },
});

function answerOf(results: EventResult[]): EventsAnswer {
  const count = (kind: EventResult["result"]) =>
    results.filter(({ result }) => result === kind).length;
  return {
    results,
    recorded: count("recorded"),
    duplicate: count("duplicate"),
    conflict: count("conflict"),
    invalid: count("invalid"),
  };
}
