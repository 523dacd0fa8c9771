import { z } from "zod";

const RESULTS = ["recorded", "duplicate", "conflict", "invalid"] as const;

const ledgerId = () => z.uuid();

export const eventResult = z
  .object({
    id: z
      .string()
      .nullable()
      .meta({ description: "The event's id; null when it has no valid one." }),
    result: z.enum(RESULTS).meta({
      description:
        "recorded: the event is new and recorded. duplicate: it was recorded before and counts once. conflict: it contradicts what is recorded, which does not change. invalid: it cannot be recorded.",
    }),
    reason: z.string().optional().meta({
      description: "Why a conflict or an invalid event was not recorded, and what to do.",
    }),
    ignored: z.array(z.string()).optional().meta({
      description: "The fields that have no meaning here, at most 10: one may be misspelt.",
    }),
    chargeId: ledgerId().optional().meta({ description: "The charge of a usage event." }),
    jobId: ledgerId().optional().meta({ description: "The job that the event is about." }),
    runId: ledgerId().optional().meta({
      description: "The run that the event is about, as in the address of its page.",
    }),
  })
  .meta({ description: "The outcome of one event." });

const count = (description: string) => z.int().min(0).max(1000).meta({ description });

export const eventsResponse = z
  .object({
    results: z
      .array(eventResult)
      .meta({ description: "One result for each event, in the order of the request." }),
    recorded: count("The number of events that are new and recorded."),
    duplicate: count("The number of events that were recorded before."),
    conflict: count("The number of events that contradict what is recorded."),
    invalid: count("The number of events that cannot be recorded."),
  })
  .meta({ description: "The outcome of each event of the request." });

export type EventResult = z.infer<typeof eventResult>;
export type EventsResponse = z.infer<typeof eventsResponse>;
