import { Refusal } from "@ai-cost/domain";
import type { z } from "zod";

/** Parses `input`. Throws a Refusal with the schema's sentence for each field that is not valid. */
export function parseOrRefuse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const { data, error } = schema.safeParse(input);
  if (error) throw new Refusal(error.issues.map(({ message }) => message).join("\n"));
  return data;
}
