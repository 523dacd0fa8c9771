import { z } from "zod";
import { countSchema, instantSchema } from "../field-schemas";

/** Last seen first. */
export const usageNoticesOutput = z.array(
  z.object({
    /** The service that sends it; null when it does not say. */
    serviceName: z.string().nullable(),
    /** The agent that its spans name; null when they name none. */
    agentName: z.string().nullable(),
    /** Traces, among its newest, whose usage was not counted. */
    traces: countSchema,
    lastSeenAt: instantSchema,
  }),
);
