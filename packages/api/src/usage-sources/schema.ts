import { z } from "zod";
import { countSchema, instantSchema } from "../field-schemas";

/** The sources, the most recently seen first. */
export const usageNoticesOutput = z.array(
  z.object({
    /** The name of the service; null when the spans name no service. */
    serviceName: z.string().nullable(),
    /** The name of the agent; null when the spans name no agent. */
    agentName: z.string().nullable(),
    /** The number of the source's newest traces that were not counted. */
    traces: countSchema,
    lastSeenAt: instantSchema,
  }),
);
