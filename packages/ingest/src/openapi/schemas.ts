import { z } from "zod";
import { liteLlmResponse } from "../litellm/response-schema";
import { standardLoggingPayload } from "../litellm/standard-logging-payload";
import { cloudEvent } from "../usage-events/schema/cloud-event";
import { jobEvent, runEvent, usageEvent } from "../usage-events/schema/events";
import { eventResult, eventsResponse } from "../usage-events/schema/response";
import { jobCloudEvent, runCloudEvent, usageCloudEvent } from "./cloud-event-schemas";
import { problem } from "./problem-schema";
import type { Schema } from "./types";

/** The schemas of requests. */
const REQUESTS = {
  UsageEvent: usageEvent,
  RunEvent: runEvent,
  JobEvent: jobEvent,
  CloudEvent: cloudEvent,
  UsageCloudEvent: usageCloudEvent,
  RunCloudEvent: runCloudEvent,
  JobCloudEvent: jobCloudEvent,
};

/** The schemas of requests that other tools send. They have the field names of these tools. */
const OTHER_TOOLS = { LiteLlmEntry: standardLoggingPayload };

const EVENTS = Object.keys(REQUESTS).filter((name) => name !== "CloudEvent");

/** The schemas of responses. Their names are part of the published document and must not change. */
const RESPONSES = {
  EventsAnswer: eventsResponse,
  EventResult: eventResult,
  LiteLlmAnswer: liteLlmResponse,
  Problem: problem,
};

export const schemaRef = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The schemas of the document, made from the Zod schemas that validate requests and describe responses. */
export const componentSchemas = (): Record<string, Schema> => ({
  ...jsonSchemas(REQUESTS),
  Event: {
    description: "One event. With `specversion` it is a CloudEvent.",
    anyOf: EVENTS.map(schemaRef),
  },
  EventOrBatch: {
    description: "One event, or a batch of up to 1,000.",
    anyOf: [schemaRef("Event"), { type: "array", items: schemaRef("Event"), maxItems: 1000 }],
  },
  ...jsonSchemas(OTHER_TOOLS),
  LiteLlmEntryOrBatch: {
    description: "One payload, or a batch.",
    anyOf: [schemaRef("LiteLlmEntry"), { type: "array", items: schemaRef("LiteLlmEntry") }],
  },
  ...jsonSchemas(RESPONSES),
});

/**
 * Converts Zod schemas to JSON Schema. It uses the input form for responses too, because the input form
 * permits additional fields, and later versions may add fields to a response.
 */
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
