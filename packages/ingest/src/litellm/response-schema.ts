import { z } from "zod";

const RESULTS = ["recorded", "duplicate", "conflict", "invalid", "uncharged"] as const;

const entryResult = z
  .object({
    id: z
      .string()
      .nullable()
      .meta({ description: "The entry's id; null where none could be read." }),
    result: z.enum(RESULTS).meta({
      description:
        "recorded: taken now. duplicate: taken before, and counted once. conflict: contradicts what is recorded, which stands. invalid: cannot be taken. uncharged: there is no usage in it, as in a call that failed.",
    }),
    reason: z
      .string()
      .optional()
      .meta({ description: "Why, and what to do; of a conflict and an invalid entry." }),
  })
  .meta({ description: "What became of one entry." });

export const liteLlmAnswer = z
  .object({
    results: z.array(entryResult).meta({ description: "One for each entry, in their order." }),
  })
  .meta({ description: "What became of each entry of the request." });

export type EntryResult = z.infer<typeof entryResult>;
