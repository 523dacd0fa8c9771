import { USAGE_EVENTS_ACCEPTS } from "../usage-events/usage-events-endpoint";
import { examplesAs } from "./event-examples";
import { answerExample } from "./response-examples";
import { answerOf, jsonProblems } from "./responses";
import { schemaRef } from "./schemas";
import type { Example, MediaType, Operation } from "./types";

const DESCRIPTION = `Reports model calls, and the runs and jobs that they belong to. Every event is answered for by itself: all the valid ones are kept, whatever the others are.

**Send it again when in doubt.** An event that was taken before answers \`duplicate\` and counts once; an acknowledged one is committed. A usage event is known by \`provider\` and \`responseId\` where it has both, whichever way the call was reported, else by \`source\` and \`id\`; run and job events by \`source\` and \`id\`. The same event with other content is a \`conflict\`: the first stands.

**Any order.** A call may come before the events that open its run or name its job's agent.

**Types.** \`usage\`, which an event is that says none, \`run\` and \`job\`. A usage event names its run and job, or neither: then it is a job of its own, in a run for its source and UTC day. \`status\` on a usage event ends its job in the same go.

**CloudEvents 1.0** in their JSON format are taken wherever an event is: id, source, type and time are the envelope's, the other fields stand in \`data\`, and \`subject\` is the run where \`data\` names none. The three content types are read alike.

Fields that are not described here mean nothing; their names come back as \`ignored\`. null is the same as absent where a field may be left out.`;

const answerWith = (examples: Record<string, Example>): Record<string, MediaType> => ({
  "application/json": { schema: schemaRef("EventsAnswer"), examples },
});

export const usageEventsOperation: Operation = {
  operationId: "sendUsageEvents",
  summary: "Send usage events",
  description: DESCRIPTION,
  tags: ["JSON"],
  security: [{ ingestKey: [] }],
  requestBody: {
    required: true,
    description:
      "One event, or an array of up to 1,000. Up to 4 MiB, and 16 MiB once decompressed; gzip and deflate are taken.",
    content: Object.fromEntries(
      USAGE_EVENTS_ACCEPTS.map((mediaType) => [
        mediaType,
        { schema: schemaRef("EventOrBatch"), examples: examplesAs(mediaType) },
      ]),
    ),
  },
  responses: {
    200: answerOf(
      "What became of each event. Some of them may be refused.",
      answerWith(answerExample("One of two events is invalid", "partlyInvalid")),
    ),
    ...jsonProblems,
    422: answerOf(
      "Not one of the events is valid; what is wrong with each.",
      answerWith(answerExample("Tokens under a name that is not known", "invalid")),
    ),
  },
};
