import type { Schema } from "@/app/api/v1/openapi.json/document";

export interface FieldRow {
  name: string;
  isRequired: boolean;
  /** The type of a value, such as `integer` or `completed | failed`. */
  type: string;
  description: string;
  /** The example as JSON; null when the field has no example. */
  example: string | null;
}

/** The fields of an object's schema, required fields first. */
export function fieldRows({ properties = {}, required = [] }: Schema): FieldRow[] {
  const rows = Object.entries(properties).map(([name, schema]) => ({
    name,
    isRequired: required.includes(name),
    type: typeOf(schema),
    description: schema.description ?? "",
    example: schema.examples?.[0] === undefined ? null : JSON.stringify(schema.examples[0]),
  }));
  return [...rows.filter((row) => row.isRequired), ...rows.filter((row) => !row.isRequired)];
}

function typeOf(schema: Schema): string {
  const { $ref, anyOf, const: only, enum: words, format, type = "any", items } = schema;
  if ($ref) return $ref.split("/").at(-1) ?? "";
  if (anyOf) return oneOf(anyOf.map(typeOf));
  if (only !== undefined) return JSON.stringify(only);
  if (words) return words.join(" | ");
  if (format === "date-time") return "time";
  if (items) return `array of ${typeOf(items)}`;
  if (schema.maxLength) return `${type}, up to ${schema.maxLength}`;
  return typeof type === "string" ? type : oneOf(type);
}

/** Joins type names as alternatives, without `null`: `string | integer`. */
const oneOf = (types: readonly string[]): string =>
  [...new Set(types)].filter((type) => type !== "null").join(" | ");
