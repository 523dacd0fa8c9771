import type { DescField, DescMessage } from "@bufbuild/protobuf";

const cache = new WeakMap<DescMessage, Map<number, DescField>>();

/** The fields of a message by the numbers that stand for them in protobuf. */
export function fieldsByNumber(schema: DescMessage): Map<number, DescField> {
  const fields = cache.get(schema) ?? new Map(schema.fields.map((field) => [field.number, field]));
  cache.set(schema, fields);
  return fields;
}
