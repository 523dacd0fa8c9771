import { type Decimal, decimalText, microUsdFromOutput, parseDecimal } from "@ai-cost/domain";

/** A value of a CSV file. `null` is a value that is not known, which is an empty field and not a zero. */
export type CsvValue = string | number | bigint | Decimal | null;

/** A column of a CSV file, whose name is its first line. */
export interface CsvColumn<Row> {
  name: string;
  value: (row: Row) => CsvValue;
}

/** Dollars of an output as an exact decimal: 198.2 → `198.2`, 0.000004 → `0.000004`. */
export const csvDollars = (dollars: number | null): CsvValue =>
  dollars === null ? null : { units: microUsdFromOutput(dollars), scale: 6 };

/** A spreadsheet takes a text that begins like this for a formula, also in its wide forms. */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/u;
/**
 * A field with one of these is quoted. RFC 4180 requires it for commas, quotes and line breaks. Semicolons and
 * tabs separate fields in some spreadsheets, where a name could otherwise begin a new field.
 */
const SPECIAL = /[",;\t\r\n]|^\s|\s$/;

/**
 * Writes a text as a field. A text that a spreadsheet would run as a formula gets an apostrophe in front. Names
 * come from the clients that send usage, and a formula could send the rest of the sheet to a stranger.
 */
function textField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Writes a number in full, because `1e-7` is not a number in every spreadsheet. */
function numberField(value: number): string {
  const decimal = parseDecimal(String(Math.abs(value)));
  if (!decimal) throw new Error(`${value} cannot be written as a decimal`);
  return decimalField({ ...decimal, units: value < 0 ? -decimal.units : decimal.units });
}

const decimalField = ({ units, scale }: Decimal): string =>
  units < 0n ? `-${decimalText({ units: -units, scale })}` : decimalText({ units, scale });

function field(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "string") return textField(value);
  if (typeof value === "bigint") return String(value);
  return typeof value === "number" ? numberField(value) : decimalField(value);
}

/** A record of RFC 4180. Each one ends with CR and LF. */
const record = (values: readonly CsvValue[]): string => `${values.map(field).join(",")}\r\n`;

const CHUNK_CHARACTERS = 16_384;

/**
 * Writes rows as a CSV file of RFC 4180, in UTF-8. The stream asks for rows only as fast as they are sent, and
 * it never holds more than a chunk, so a file can have any number of rows. When the rows end with an error,
 * so does the stream, and nobody takes a part for the whole file.
 */
export function csvStream<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): ReadableStream<Uint8Array> {
  const chunks = csvChunks(columns, rows);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* csvChunks<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let text = record(columns.map(({ name }) => name));
  for await (const row of rows) {
    text += record(columns.map(({ value }) => value(row)));
    if (text.length < CHUNK_CHARACTERS) continue;
    yield encoder.encode(text);
    text = "";
  }
  if (text !== "") yield encoder.encode(text);
}
