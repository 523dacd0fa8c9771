import { z } from "zod";
import { countSchema, dollarsSchema } from "../../field-schemas";

/** The months with usage, newest first. */
export const monthsWithDataOutput = z.array(
  z.object({
    /** The UTC month, `YYYY-MM`. */
    month: z.string(),
    /** The charges and corrections minus the refunds, in dollars; null when a number cannot hold it exactly. */
    cost: dollarsSchema.nullable(),
    /** The charges whose cost is not known. When it is above 0, `cost` is a lower bound. */
    unpricedCharges: countSchema,
  }),
);

export type MonthsWithData = z.output<typeof monthsWithDataOutput>;
