export type Encoding = "UTF-8" | "UTF-16LE" | "UTF-16BE";

/**
 * Detects the encoding of a file from its first bytes. UTF-16 without a byte order mark is recognised by
 * the zero byte in each of the first two ASCII characters. A CSV file in UTF-8 has no zero bytes.
 */
export function encodingOf(start: Buffer): Encoding {
  const [first, second, third, fourth] = start;
  if (first === 0xff && second === 0xfe) return "UTF-16LE";
  if (first === 0xfe && second === 0xff) return "UTF-16BE";
  if (first && second === 0 && third && fourth === 0) return "UTF-16LE";
  return first === 0 && second && third === 0 && fourth ? "UTF-16BE" : "UTF-8";
}

/** Yields the file in UTF-8: UTF-8 is not changed, and UTF-16 is converted without its byte order mark. */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<Buffer> {
  if (encoding === "UTF-8") return yield* chunks;
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** The text of the beginning of a file. */
export const textOf = (sample: Buffer, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(sample);
