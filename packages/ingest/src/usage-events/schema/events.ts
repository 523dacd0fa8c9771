import { z } from "zod";
import { headFields, jobFields, runFields, usageFields } from "./event-fields";

const typed = <const Kind extends string>(kind: Kind) => z.literal(kind, `must be ${kind}`);

/** JSON Schema for a field that is there and of one of the types. */
export const given = (field: string, ...types: string[]) => ({
  required: [field],
  properties: { [field]: { type: types } },
});

/** The refinements of a usage event as JSON Schema says them, which Zod's own translation leaves out. */
export const priceRule = {
  anyOf: [given("model", "string"), given("cost", "string", "number")],
};
const runRule = {
  if: given("job", "string"),
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema, and nobody awaits it.
  then: given("run", "string"),
};

export const usageEvent = z
  .object({
    type: typed("usage").default("usage").meta({ description: "What the event is: a model call." }),
    ...headFields,
    ...usageFields,
  })
  .refine(({ model, cost }) => (model ?? cost ?? null) !== null, {
    path: ["model"],
    error: "is missing, and so is cost: give one of them, or nothing says what the call costs",
  })
  .refine(({ run, job }) => (job ?? null) === null || (run ?? null) !== null, {
    path: ["run"],
    error: "is missing: a job is part of a run, so name both or neither",
  })
  .meta({ description: "One model call.", ...priceRule, ...runRule });

export const runEvent = z
  .object({
    type: typed("run").meta({ description: "What the event is: the state of a run." }),
    ...headFields,
    ...runFields,
  })
  .meta({ description: "A pipeline run opens, moves on or ends." });

export const jobEvent = z
  .object({
    type: typed("job").meta({ description: "What the event is: the state of a job." }),
    ...headFields,
    ...jobFields,
  })
  .meta({ description: "An agent's job opens, is named or ends." });

export type UsageEvent = z.infer<typeof usageEvent>;
export type RunEvent = z.infer<typeof runEvent>;
export type JobEvent = z.infer<typeof jobEvent>;
