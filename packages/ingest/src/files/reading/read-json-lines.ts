import { Fields, jsonLookup, type TextRules } from "../formats/fields";
import { UnreadableFile } from "../unreadable-file";
import { damageOf } from "./damage";
import { type FileRecord, filledNames } from "./file-record";
import { parseObject } from "./notation";
import type { OpenFile } from "./open-file";

const NEWLINE = 0x0a;
/**
 * Limits the memory for a file without line ends. The limit is high, because the lines of transcripts can
 * contain images.
 */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * Yields the records of a file with one JSON object on each line. Lines that contain none of the texts in
 * `wanted` are skipped without being parsed. If `wanted` is empty, all lines are parsed.
 */
export async function* readJsonLines(
  file: OpenFile,
  wanted: readonly string[],
  rules: TextRules,
): AsyncGenerator<FileRecord> {
  try {
    for await (const { line, bytes } of linesOf(file.chunks)) {
      if (bytes === null) yield { line, problem: "it is longer than 64 MB" };
      else if (wanted.length === 0 || wanted.some((text) => bytes.includes(text))) {
        const text = bytes.toString().replace(/^\ufeff/, "");
        if (text.trim() !== "") yield { line, ...fieldsOf(text, rules) };
      }
    }
  } catch (error) {
    const reason = damageOf(error);
    throw reason === null ? error : new UnreadableFile(reason, { cause: error });
  }
}

function fieldsOf(text: string, rules: TextRules) {
  const object = parseObject(text);
  return object
    ? { fields: new Fields(jsonLookup(object), rules), names: filledNames(object) }
    : { problem: "it is not a complete JSON object; the line may be cut off" };
}

/** Splits the file at its line feeds. `bytes` is null for a line that is too long. */
async function* linesOf(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<{ line: number; bytes: Buffer | null }> {
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const add = (bytes: Buffer) => {
    length += bytes.length;
    if (length > MAX_LINE_BYTES) parts = [];
    else parts.push(bytes);
  };
  const take = () => {
    const [only] = parts;
    const whole = parts.length === 1 && only ? only : Buffer.concat(parts);
    const bytes = length > MAX_LINE_BYTES ? null : whole;
    parts = [];
    length = 0;
    return bytes;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      yield { line, bytes: take() };
      line += 1;
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (length > 0) yield { line, bytes: take() };
}
