import { z } from "zod";
import { countSchema, instantSchema, monthSchema, projectInput } from "../field-schemas";

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

export const overlappingDaysInput = projectInput.extend({ month: monthSchema.optional() });

/** At most one entry for each provider, ordered by provider. */
export const overlappingDaysOutput = z.array(
  z.object({
    /** The provider; `unknown` for usage that names no provider. */
    provider: z.string(),
    /** The UTC days, `YYYY-MM-DD`, oldest first. */
    days: z.array(z.iso.date()),
  }),
);
