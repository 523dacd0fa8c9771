export type Encoding = "UTF-8" | "UTF-16LE" | "UTF-16BE";

/**
 * Returns the encoding of a text from its first four bytes. Without a byte order mark, zero bytes in the
 * first two characters show that it is UTF-16, because a CSV file in UTF-8 has no zero bytes.
 */
export function encodingOf(start: Buffer): Encoding {
  const [first, second, third, fourth] = start;
  if (first === 0xff && second === 0xfe) return "UTF-16LE";
  if (first === 0xfe && second === 0xff) return "UTF-16BE";
  if (first && second === 0 && third && fourth === 0) return "UTF-16LE";
  return first === 0 && second && third === 0 && fourth ? "UTF-16BE" : "UTF-8";
}

/** Converts UTF-16 to UTF-8 without the byte order mark, and yields UTF-8 unchanged. */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<Buffer> {
  if (encoding === "UTF-8") return yield* chunks;
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** Decodes the beginning of a file. */
export const textOf = (sample: Buffer, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(sample);
