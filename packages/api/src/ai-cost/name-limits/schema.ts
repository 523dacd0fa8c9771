import { z } from "zod";

export const exceededNameLimitsOutput = z.array(
  z.object({
    kind: z.enum(["agent_type", "model"]),
    /** The last UTC day, `YYYY-MM-DD`, on which a new name was beyond the limit. */
    lastExceededOn: z.string(),
  }),
);

export type ExceededNameLimits = z.output<typeof exceededNameLimitsOutput>;
