import { z } from "zod";
import { headFields, jobFields, runFields, usageFields } from "./event-fields";

const typed = <const Type extends string>(type: Type) => z.literal(type, `must be ${type}`);

/** Returns a JSON Schema that requires a field and permits only the given types for it. */
export const given = (field: string, ...types: string[]) => ({
  required: [field],
  properties: { [field]: { type: types } },
});

/**
 * The rule that a usage event has a model or a cost, as JSON Schema. The refinements of `usageEvent` are
 * repeated here because Zod does not translate refinements to JSON Schema.
 */
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
    type: typed("usage")
      .default("usage")
      .meta({ description: "The type of the event: a model call." }),
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
    type: typed("run").meta({ description: "The type of the event: the state of a run." }),
    ...headFields,
    ...runFields,
  })
  .meta({ description: "A pipeline run starts, changes its state or ends." });

export const jobEvent = z
  .object({
    type: typed("job").meta({ description: "The type of the event: the state of a job." }),
    ...headFields,
    ...jobFields,
  })
  .meta({ description: "An agent's job starts, is named or ends." });

export type UsageEvent = z.infer<typeof usageEvent>;
export type RunEvent = z.infer<typeof runEvent>;
export type JobEvent = z.infer<typeof jobEvent>;
