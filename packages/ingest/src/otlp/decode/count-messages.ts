import { TimeSlice } from "@ai-cost/fairness";
import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { fieldsByNumber } from "./fields-by-number";
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
 * Counts the messages in a request without decoding it. Rejects when the bytes are not a request of this
 * schema, and when a field has another wire type than in the schema. The decoder would accept such a
 * field, so a request of one signal could be taken for a request of another.
 */
export async function countMessages(schema: DescMessage, bytes: Uint8Array): Promise<number> {
  const reader = new BinaryReader(bytes);
  const slice = new TimeSlice();
  /** The messages around the next field, from the request inwards. */
  const around = [{ fields: fieldsByNumber(schema), end: bytes.length }];
  let messages = 1;
  for (let inner = around.at(-1); inner; inner = around.at(-1)) {
    if (slice.isOver()) await slice.next();
    if (reader.pos > inner.end) throw new Error("A field is longer than its message.");
    if (reader.pos === inner.end) {
      around.pop();
      continue;
    }
    const [number, wireType] = reader.tag();
    const field = inner.fields.get(number);
    if (field && !acceptsWireType(field, wireType))
      throw new Error("A field has the wrong wire type.");
    if (!field?.message) {
      reader.skip(wireType, number);
      continue;
    }
    messages += 1;
    const length = reader.uint32();
    around.push({ fields: fieldsByNumber(field.message), end: reader.pos + length });
    if (around.length > MAX_DEPTH) throw new Error("The request is nested too deeply.");
  }
  return messages;
}

/** Whether a field may have a wire type. A list of numbers may be packed or unpacked. */
function acceptsWireType(field: DescField, wireType: WireType): boolean {
  if (field.message) return wireType === WireType.LengthDelimited;
  const own = field.scalar === undefined ? VARINT : (WIRE_TYPES[field.scalar] ?? VARINT);
  const isPacked = field.fieldKind === "list" && wireType === WireType.LengthDelimited;
  return wireType === own || isPacked;
}
