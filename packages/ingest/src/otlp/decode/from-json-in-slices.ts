import type { TimeSlice } from "@ai-cost/fairness";
import {
  type DescField,
  type DescMessage,
  fromJson,
  type JsonObject,
  type JsonValue,
  type MessageShape,
} from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { idsToBase64 } from "./ids-in-json";

/** A request has lists of resources, in these lists of scopes, and in these lists of what they report. */
const LEVELS = 3;

/**
 * Decodes the JSON of a request as `fromJson` does, but one span, log record or metric after the other, so that
 * a large request does not hold up the requests of others. Changes the ids in the JSON to base64.
 */
export async function fromJsonInSlices<Schema extends DescMessage>(
  schema: Schema,
  json: JsonValue,
  slice: TimeSlice,
  levels = LEVELS,
): Promise<MessageShape<Schema>> {
  if (slice.isOver()) await slice.next();
  if (levels === 0) idsToBase64(json);
  const lists = levels === 0 ? [] : listsIn(schema, json);
  const message = fromJson(schema, without(json, lists), { ignoreUnknownFields: true });
  for (const { field, items } of lists) {
    const decoded = reflect(schema, message).get(field);
    for (const item of items) {
      const inner = await fromJsonInSlices(field.message, item, slice, levels - 1);
      decoded.add(reflect(field.message, inner));
    }
  }
  return message;
}

interface MessageList {
  field: DescField & { fieldKind: "list"; listKind: "message" };
  name: string;
  items: JsonValue[];
}

/** The lists of messages in the JSON of a message. A field has a name in JSON and one in the schema. */
function listsIn({ fields }: DescMessage, json: JsonValue): MessageList[] {
  if (!isObject(json)) return [];
  return fields.flatMap((field) => {
    if (field.fieldKind !== "list" || field.listKind !== "message") return [];
    return [...new Set([field.jsonName, field.name])].flatMap((name) => {
      const items = json[name];
      return Array.isArray(items) ? [{ field, name, items }] : [];
    });
  });
}

function without(json: JsonValue, lists: readonly MessageList[]): JsonValue {
  if (!isObject(json) || lists.length === 0) return json;
  const names = new Set(lists.map(({ name }) => name));
  return Object.fromEntries(Object.entries(json).filter(([name]) => !names.has(name)));
}

export const isObject = (json: unknown): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);
