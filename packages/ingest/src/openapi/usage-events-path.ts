import { USAGE_EVENTS_ACCEPTS } from "../usage-events/usage-events-endpoint";
import { examplesAs } from "./event-examples";
import { responseExample } from "./response-examples";
import { jsonProblems, responseWith } from "./responses";
import { schemaRef } from "./schemas";
import type { Example, MediaType, Operation } from "./types";

const DESCRIPTION = `Reports model calls, and the runs and jobs that they belong to. Each event has its own result, and all valid events are recorded, whatever the others are.

**Repeat a request when in doubt.** An acknowledged event is committed. When it is sent again, its result is \`duplicate\` and it counts once. A usage event is identified by \`provider\` and \`responseId\` when it has both, so that a call that other endpoints receive too counts once, and otherwise by \`source\` and \`id\`. Run and job events are identified by \`source\` and \`id\`. The same event with other content is a \`conflict\`, and the first one is kept.

**Any order.** A call may arrive before the events that start its run or name its job's agent.

**Types.** \`usage\` (the default), \`run\` and \`job\`. A usage event without a job is a job of its own; one without a run belongs to a run for its source and UTC day. \`status\` on a usage event also ends its job.

**CloudEvents 1.0** in the JSON format are accepted as events. The envelope has the id, the source, the type and the time; \`data\` has the other fields; \`subject\` is the run when \`data\` names none. All three content types are read in the same way.

Fields that are not described here have no meaning; the response names them as \`ignored\`. For an optional field, null is the same as absent.`;

const resultsWith = (examples: Record<string, Example>): Record<string, MediaType> => ({
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
      "One event, or an array of up to 1,000. Up to 4 MiB, and 16 MiB after decompression. gzip and deflate are accepted.",
    content: Object.fromEntries(
      USAGE_EVENTS_ACCEPTS.map((mediaType) => [
        mediaType,
        { schema: schemaRef("EventOrBatch"), examples: examplesAs(mediaType) },
      ]),
    ),
  },
  responses: {
    200: responseWith(
      "The outcome of each event. Some of them may be invalid.",
      resultsWith(responseExample("One of two events is invalid", "partlyInvalid")),
    ),
    ...jsonProblems,
    422: responseWith(
      "None of the events is valid. The results say why.",
      resultsWith(responseExample("Unknown names for the tokens", "invalid")),
    ),
  },
};
