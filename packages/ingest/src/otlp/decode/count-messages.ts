import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { MAX_DEPTH } from "./limits";

const VARINT = WireType.Varint;
const WIRE_TYPES: Partial<Record<ScalarType, WireType>> = {
  [ScalarType.DOUBLE]: WireType.Bit64,
  [ScalarType.FIXED64]: WireType.Bit64,
  [ScalarType.SFIXED64]: WireType.Bit64,
  [ScalarType.FLOAT]: WireType.Bit32,
  [ScalarType.FIXED32]: WireType.Bit32,
  [ScalarType.SFIXED32]: WireType.Bit32,
  [ScalarType.STRING]: WireType.LengthDelimited,
  [ScalarType.BYTES]: WireType.LengthDelimited,
};

/**
 * How many messages a request holds, without making any. Throws for bytes that are no such message,
 * also where a field has another wire type than its definition, which the decoder would read as it
 * comes: one signal's request is often nearly another's.
 */
export function countMessages(schema: DescMessage, bytes: Uint8Array): number {
  return countIn(schema, new BinaryReader(bytes), bytes.length, 1);
}

function countIn(schema: DescMessage, reader: BinaryReader, end: number, depth: number): number {
  if (depth > MAX_DEPTH) throw new Error("nested too deeply");
  const fields = fieldsByNumber(schema);
  let messages = 1;
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const field = fields.get(number);
    if (field && !mayHave(field, wireType)) throw new Error("a field of another wire type");
    if (field?.message) {
      const length = reader.uint32();
      messages += countIn(field.message, reader, reader.pos + length, depth + 1);
    } else reader.skip(wireType, number);
  }
  if (reader.pos !== end) throw new Error("a field beyond its message");
  return messages;
}

/** Lists of numbers may come packed or one by one. */
function mayHave(field: DescField, wireType: WireType): boolean {
  if (field.message) return wireType === WireType.LengthDelimited;
  const own = field.scalar === undefined ? VARINT : (WIRE_TYPES[field.scalar] ?? VARINT);
  const isPacked = field.fieldKind === "list" && wireType === WireType.LengthDelimited;
  return wireType === own || isPacked;
}

const known = new WeakMap<DescMessage, Map<number, DescField>>();

function fieldsByNumber(schema: DescMessage): Map<number, DescField> {
  const found = known.get(schema) ?? new Map(schema.fields.map((field) => [field.number, field]));
  known.set(schema, found);
  return found;
}
