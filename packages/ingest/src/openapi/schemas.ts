import { z } from "zod";
import { liteLlmResponse } from "../litellm/response-schema";
import { standardLoggingPayload } from "../litellm/standard-logging-payload";
import { cloudEvent } from "../usage-events/schema/cloud-event";
import { jobEvent, runEvent, usageEvent } from "../usage-events/schema/events";
import { eventResult, eventsResponse } from "../usage-events/schema/response";
import { jobCloudEvent, runCloudEvent, usageCloudEvent } from "./cloud-event-schemas";
import { problem } from "./problem-schema";
import type { Schema } from "./types";

const SENT = {
  UsageEvent: usageEvent,
  RunEvent: runEvent,
  JobEvent: jobEvent,
  CloudEvent: cloudEvent,
  UsageCloudEvent: usageCloudEvent,
  RunCloudEvent: runCloudEvent,
  JobCloudEvent: jobCloudEvent,
};

/** Of other tools, each under its own names. */
const FOREIGN = { LiteLlmEntry: standardLoggingPayload };

const EVENTS = Object.keys(SENT).filter((name) => name !== "CloudEvent");

const ANSWERED = {
  EventsAnswer: eventsResponse,
  EventResult: eventResult,
  LiteLlmAnswer: liteLlmResponse,
  Problem: problem,
};

export const schemaRef = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The document's schemas, made from those that the code reads and writes with. */
export const componentSchemas = (): Record<string, Schema> => ({
  ...jsonSchemas(SENT),
  Event: {
    description: "One event. With `specversion` it is a CloudEvent.",
    anyOf: EVENTS.map(schemaRef),
  },
  EventOrBatch: {
    description: "One event, or a batch of up to 1,000.",
    anyOf: [schemaRef("Event"), { type: "array", items: schemaRef("Event"), maxItems: 1000 }],
  },
  ...jsonSchemas(FOREIGN),
  LiteLlmEntryOrBatch: {
    description: "One entry, or a batch.",
    anyOf: [schemaRef("LiteLlmEntry"), { type: "array", items: schemaRef("LiteLlmEntry") }],
  },
  ...jsonSchemas(ANSWERED),
});

/** As they are sent, also those of answers: what is answered may get more fields one day. */
function jsonSchemas(schemas: Record<string, z.ZodType>) {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const { schemas: made } = z.toJSONSchema(registry, {
    io: "input",
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(made).map(([name, { $schema, $id, id, ...schema }]) => [name, schema as Schema]),
  );
}
