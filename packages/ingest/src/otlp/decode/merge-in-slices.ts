import type { TimeSlice } from "@ai-cost/fairness";
import {
  type DescField,
  type DescMessage,
  type MessageShape,
  mergeFromBinary,
} from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import { BinaryReader } from "@bufbuild/protobuf/wire";
import { fieldsByNumber } from "./fields-by-number";

/** As many bytes as the decoder gets at once. They take less than a millisecond. */
const PIECE_BYTES = 16 * 1024;

type MessageField = DescField &
  ({ fieldKind: "message" } | { fieldKind: "list"; listKind: "message" });

/**
 * Decodes protobuf into a message as `mergeFromBinary` does, but in pieces, so that a large request does not
 * hold up the requests of others. A message that is larger than a piece is divided between its fields, and so
 * are the messages in it. `countMessages` must have accepted the bytes.
 */
export async function mergeInSlices<Schema extends DescMessage>(
  schema: Schema,
  target: MessageShape<Schema>,
  bytes: Uint8Array,
  slice: TimeSlice,
): Promise<void> {
  const fields = fieldsByNumber(schema);
  const reader = new BinaryReader(bytes);
  let merged = 0;
  async function mergeUntil(end: number): Promise<void> {
    if (end > merged)
      mergeFromBinary(schema, target, bytes.subarray(merged, end), { readUnknownFields: false });
    merged = end;
    if (slice.isOver()) await slice.next();
  }
  while (reader.pos < bytes.length) {
    const start = reader.pos;
    const [number, wireType] = reader.tag();
    const field = fields.get(number);
    if (field?.fieldKind === "message" || (field?.fieldKind === "list" && field.message)) {
      const length = reader.uint32();
      const end = reader.pos + length;
      if (length > PIECE_BYTES) {
        await mergeUntil(start);
        const inner = innerMessage(reflect(schema, target), field);
        await mergeInSlices(inner.desc, inner.message, bytes.subarray(reader.pos, end), slice);
        merged = end;
      }
      reader.pos = end;
    } else reader.skip(wireType, number);
    if (reader.pos - merged >= PIECE_BYTES) await mergeUntil(reader.pos);
  }
  await mergeUntil(bytes.length);
}

/** The message that the next value of the field belongs to: a new one of a list, else the one that is there. */
function innerMessage(outer: ReflectMessage, field: MessageField): ReflectMessage {
  if (field.fieldKind === "message") {
    const inner = outer.get(field);
    outer.set(field, inner);
    return inner;
  }
  const inner = reflect(field.message);
  outer.get(field).add(inner);
  return inner;
}
