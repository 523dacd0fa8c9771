import type { InputSchema } from "@ai-cost/api/testing";
import fc from "fast-check";

/**
 * Values for input fields, by the name of the field. They are for fields whose schema does not describe
 * all its rules.
 */
export type KnownFields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const cents = fc.integer({ min: 1, max: 100_000_000 }).map((amount) => amount / 100);
const line = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `n${text.trim()}`);

/**
 * Valid values for fields that a Zod refinement checks, because JSON Schema does not describe
 * refinements.
 */
export const REFINED_FIELDS: KnownFields = {
  month: fc.constantFrom("2026-01", "2025-12", "2020-02"),
  limitDollars: cents,
  inputUsdPerMillion: cents,
  outputUsdPerMillion: cents,
  cacheReadUsdPerMillion: cents,
  cacheWriteUsdPerMillion: cents,
  email: fc.integer({ min: 0, max: 999 }).map((number) => `fuzzed-${number}@example.com`),
  model: fc.integer({ min: 0, max: 99 }).map((number) => `model ${number}`),
  agentName: fc.integer({ min: 0, max: 99 }).map((number) => `agent ${number}`),
  agentType: line,
  name: line,
};

/** Generates values that satisfy the schema. Fields in `known` get their values from there. */
export function validInput(schema: InputSchema, known: KnownFields): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((option) => validInput(option, known)));
  if (schema.type === "object") return validObject(schema, known);
  if (schema.type === "array")
    return fc.array(validInput(schema.items ?? {}, known), { maxLength: 4 });
  if (schema.type === "number" || schema.type === "integer") return fc.nat();
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "string") return schema.format === "uuid" ? fc.uuid() : line;
  return fc.constant(null);
}

function validObject(
  { properties = {}, required = [] }: InputSchema,
  known: KnownFields,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) => [
    name,
    known[name] ?? validInput(schema, known),
  ]);
  const members: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
  return fc.record(members, { requiredKeys: [...required] });
}
