import { z } from "zod";

const RESULTS = ["recorded", "duplicate", "conflict", "invalid", "uncharged"] as const;

const payloadResult = z
  .object({
    id: z
      .string()
      .nullable()
      .meta({ description: "The payload's id; null when it has no valid one." }),
    result: z.enum(RESULTS).meta({
      description:
        "recorded: the call is new and recorded. duplicate: it was recorded before and counts once. conflict: it contradicts what is recorded, which does not change. invalid: it cannot be recorded. uncharged: it has no usage, such as a call that failed.",
    }),
    reason: z.string().optional().meta({
      description: "Why a conflict or an invalid payload was not recorded, and what to do.",
    }),
  })
  .meta({ description: "The outcome of one payload." });

export const liteLlmResponse = z
  .object({
    results: z
      .array(payloadResult)
      .meta({ description: "One result for each payload, in the order of the request." }),
  })
  .meta({ description: "The outcome of each payload of the request." });

export type PayloadResult = z.infer<typeof payloadResult>;
