import { z } from "zod";

const RESULTS = ["recorded", "duplicate", "conflict", "invalid"] as const;

const ledgerId = () => z.uuid();

export const eventResult = z
  .object({
    id: z
      .string()
      .nullable()
      .meta({ description: "The event's id; null where none could be read." }),
    result: z.enum(RESULTS).meta({
      description:
        "recorded: taken now. duplicate: taken before, and counted once. conflict: contradicts what is recorded, which stands. invalid: cannot be taken.",
    }),
    reason: z
      .string()
      .optional()
      .meta({ description: "Why, and what to do; of a conflict and an invalid event." }),
    ignored: z
      .array(z.string())
      .optional()
      .meta({ description: "Fields that mean nothing here, at most 10: one may be misspelt." }),
    chargeId: ledgerId().optional().meta({ description: "The charge that a usage event is." }),
    jobId: ledgerId().optional().meta({ description: "The job that the event is about." }),
    runId: ledgerId()
      .optional()
      .meta({ description: "The run that the event is about, as in the address of its page." }),
  })
  .meta({ description: "What became of one event." });

const count = (description: string) => z.int().min(0).max(1000).meta({ description });

export const eventsAnswer = z
  .object({
    results: z.array(eventResult).meta({ description: "One for each event, in their order." }),
    recorded: count("How many were taken now."),
    duplicate: count("How many had been taken before."),
    conflict: count("How many contradict what is recorded."),
    invalid: count("How many cannot be taken."),
  })
  .meta({ description: "What became of each event of the request." });

export type EventResult = z.infer<typeof eventResult>;
export type EventsAnswer = z.infer<typeof eventsAnswer>;
