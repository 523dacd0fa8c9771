import { z } from "zod";
import { cloudEvent } from "../usage-events/schema/cloud-event";
import { jobFields, runFields, usageFields } from "../usage-events/schema/event-fields";
import { given, priceRule } from "../usage-events/schema/events";

/** The schema of a CloudEvent of one type, with the schema of its `data`. */
const envelopeOf = (type: string, data: z.ZodObject) =>
  z.intersection(
    cloudEvent,
    z.object({ type: z.string().regex(new RegExp(`^(?:.+\\.)?${type}$`)), data }),
  );

/** Requires the name of the run, either in `data` or as the subject of the CloudEvent. */
const runRule = {
  anyOf: [given("subject", "string"), { properties: { data: given("run", "string") } }],
};

const { run } = usageFields;

export const usageCloudEvent = envelopeOf("usage", z.object(usageFields).meta(priceRule)).meta({
  description: "One model call, as a CloudEvent.",
  if: { properties: { data: given("job", "string") } },
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema, and nobody awaits it.
  then: runRule,
});

export const runCloudEvent = envelopeOf("run", z.object({ ...runFields, run })).meta({
  description: "A pipeline run starts, changes its state or ends, as a CloudEvent.",
  ...runRule,
});

export const jobCloudEvent = envelopeOf("job", z.object({ ...jobFields, run })).meta({
  description: "An agent's job starts, is named or ends, as a CloudEvent.",
  ...runRule,
});
