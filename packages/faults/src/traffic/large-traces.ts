import { randomBytes } from "node:crypto";

/** Spans of this number fill a request of the largest size. */
const SPANS = 90_000;
const TRACE_ID = randomBytes(16);

/** A request in OTLP's protobuf of nearly 16 MiB, with as many small spans as it can have. */
export function largeTraces(): Buffer<ArrayBuffer> {
  const attribute = message(
    [1, Buffer.from("an attribute")],
    [2, message([1, Buffer.from("a value")])],
  );
  const spans = Array.from({ length: SPANS }, (): Field => {
    const name: Field = [5, Buffer.from("a span")];
    const attributes = Array.from({ length: 3 }, (): Field => [9, attribute]);
    return [2, message([1, TRACE_ID], [2, randomBytes(8)], name, ...attributes)];
  });
  return message([1, message([2, message(...spans)])]);
}

type Field = [number: number, content: Buffer];

/** Encodes a message whose fields are texts, bytes and messages. */
const message = (...fields: Field[]): Buffer<ArrayBuffer> =>
  Buffer.concat(
    fields.flatMap(([number, content]) => [
      Buffer.from([(number << 3) | 2, ...varint(content.length)]),
      content,
    ]),
  );

const varint = (number: number): number[] =>
  number < 128 ? [number] : [(number & 127) | 128, ...varint(number >>> 7)];
