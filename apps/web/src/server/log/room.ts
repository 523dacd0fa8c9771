const bytesOf = (text: string): number => Buffer.byteLength(JSON.stringify(text));

/** The colon, the comma and the braces of a field in JSON. */
const FIELD_BYTES = 4;

/** The room that is left in a line of the log, in bytes of JSON. */
export class Room {
  constructor(private bytes: number) {}

  /** Takes room for the name of a field. Returns false if there is none. */
  takeField(name: string): boolean {
    const needed = bytesOf(name) + FIELD_BYTES;
    if (needed > this.bytes) return false;
    this.bytes -= needed;
    return true;
  }

  /** Takes room for a value that is always short, such as a number or a date, and returns it. */
  takeShort<Value>(value: Value): Value {
    this.bytes -= Buffer.byteLength(JSON.stringify(value) ?? "");
    return value;
  }

  /** Takes room for a text. Returns what of it has room, at most `maxBytes`. */
  take(text: string, maxBytes: number): string {
    const part = cutText(text, Math.min(maxBytes, this.bytes));
    this.bytes -= bytesOf(part);
    return part;
  }
}

/** Cuts a text so that it takes at most `maxBytes` as JSON, which escapes some characters. */
export function cutText(text: string, maxBytes: number): string {
  if (text.length <= maxBytes && bytesOf(text) <= maxBytes) return text;
  let part = text.slice(0, Math.max(maxBytes, 0));
  while (part !== "" && bytesOf(`${part}…`) > maxBytes)
    part = part.slice(0, Math.floor(part.length * 0.9));
  return `${part}…`;
}
