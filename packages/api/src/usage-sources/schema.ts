import { z } from "zod";
import { countSchema, instantSchema } from "../field-schemas";

/** The last seen first. */
export const usageNoticesOutput = z.array(
  z.object({
    /** Null when the spans name no service. */
    serviceName: z.string().nullable(),
    /** Null when the spans name no agent. */
    agentName: z.string().nullable(),
    /** How many of its newest traces were not counted. */
    traces: countSchema,
    lastSeenAt: instantSchema,
  }),
);
