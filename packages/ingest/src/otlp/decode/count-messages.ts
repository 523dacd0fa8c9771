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
 * Counts the messages in a request without decoding it. Throws when the bytes are not a request of this
 * schema, and when a field has another wire type than in the schema. The decoder would accept such a
 * field, so a request of one signal could be taken for a request of another.
 */
export function countMessages(schema: DescMessage, bytes: Uint8Array): number {
  return countIn(schema, new BinaryReader(bytes), bytes.length, 1);
}

function countIn(schema: DescMessage, reader: BinaryReader, end: number, depth: number): number {
  if (depth > MAX_DEPTH) throw new Error("The request is nested too deeply.");
  const fields = fieldsByNumber(schema);
  let messages = 1;
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const field = fields.get(number);
    if (field && !acceptsWireType(field, wireType))
      throw new Error("A field has the wrong wire type.");
    if (field?.message) {
      const length = reader.uint32();
      messages += countIn(field.message, reader, reader.pos + length, depth + 1);
    } else reader.skip(wireType, number);
  }
  if (reader.pos !== end) throw new Error("A field is longer than its message.");
  return messages;
}

/** Whether a field may have a wire type. A list of numbers may be packed or unpacked. */
function acceptsWireType(field: DescField, wireType: WireType): boolean {
  if (field.message) return wireType === WireType.LengthDelimited;
  const own = field.scalar === undefined ? VARINT : (WIRE_TYPES[field.scalar] ?? VARINT);
  const isPacked = field.fieldKind === "list" && wireType === WireType.LengthDelimited;
  return wireType === own || isPacked;
}

const cache = new WeakMap<DescMessage, Map<number, DescField>>();

function fieldsByNumber(schema: DescMessage): Map<number, DescField> {
  const fields = cache.get(schema) ?? new Map(schema.fields.map((field) => [field.number, field]));
  cache.set(schema, fields);
  return fields;
}
