import { USAGE_GAPS } from "@ai-cost/db";
import { z } from "zod";
import { countSchema, dollarsSchema, monthSchema, projectInput } from "../../field-schemas";

export const usageGapsInput = projectInput.extend({ month: monthSchema.optional() });

/** A source names a service, so a project can have any number of sources. */
export const MAX_USAGE_GAPS = 100;

/** At most 100 sources with a gap, ordered by calls descending, then source, then gap. */
export const usageGapsOutput = z.array(
  z.object({
    /** The endpoint or importer that received the reports. */
    source: z.string(),
    /**
     * What the client leaves out: all token counts (`no_counts`), the cached tokens (`no_cached_tokens`), or
     * exact counts (`guessed_counts`).
     */
    usageGap: z.enum(USAGE_GAPS),
    calls: countSchema,
    /** The cost of these calls in dollars, after refunds, as far as it is known. */
    cost: dollarsSchema,
    inputTokens: countSchema,
    outputTokens: countSchema,
  }),
);

export type UsageGaps = z.output<typeof usageGapsOutput>;
