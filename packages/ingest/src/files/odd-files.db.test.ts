import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { storedTotals } from "@ai-cost/ledger/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { importCsv, temporaryFiles } from "../testing/import-csv";
import type { FieldSource, Mapping } from "./mapping";

const NOW = new Date("2026-12-01T12:00:00Z");
const database = testDatabase();
const write = temporaryFiles();
let projectId = "";

beforeEach(async () => {
  projectId = await makeProject(database.db);
});

const column = (name: string): FieldSource => ({ column: name });
const MODEL_AND_PROVIDER = { model: column("model"), provider: column("provider") };

type Options = Partial<Omit<Parameters<typeof importCsv>[0], "mapping">> & {
  mapping?: Partial<Mapping>;
};

async function importText(content: string | Buffer, { mapping, ...options }: Options = {}) {
  const { totals, rejected, stoppedBy } = await importCsv({
    db: database.tenantOf(projectId),
    projectId,
    clock: () => NOW,
    path: write("odd.csv", content),
    mapping: { ...MODEL_AND_PROVIDER, ...mapping },
    ...options,
  });
  return { ...totals, rejections: rejected, stoppedBy: stoppedBy?.message ?? null };
}

const DAY = "2026-11-24";
const PLAIN = `time,model,provider,in,out
${DAY}T10:00:00Z,gpt-5,openai,1000,100
${DAY}T11:00:00Z,gpt-5,openai,1000,100
`;
/** The result of importing the two rows of PLAIN. */
const TWO_ROWS = {
  recorded: 2,
  rejections: [],
  stoppedBy: null,
  costMicroUsd: 4500n,
  inputTokens: 2000n,
  outputTokens: 200n,
};

const delimitedBy = (delimiter: string) => PLAIN.replaceAll(",", delimiter);
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

const LAYOUTS: [string, string | Buffer][] = [
  ["semicolons", delimitedBy(";")],
  ["tabs", delimitedBy("\t")],
  ["pipes", delimitedBy("|")],
  [
    "semicolons, and more commas in a name",
    delimitedBy(";").replace("out\n", 'out;"a, b, c, d, e, f, g"\n').replaceAll("100\n", "100;x\n"),
  ],
  ["a sep= line", `sep=;\r\n${delimitedBy(";")}`],
  ["a quoted sep= line after a byte order mark", `\ufeff"sep=|"\n${delimitedBy("|")}`],
  ["a sep= line with a sign of its own", `sep=~\n${delimitedBy("~")}`],
  ["a byte order mark", `\ufeff${PLAIN}`],
  [
    "UTF-16LE with tabs, as a spreadsheet saves Unicode text",
    Buffer.from(`\ufeff${delimitedBy("\t")}`, "utf16le"),
  ],
  ["UTF-16BE", utf16be(`\ufeff${PLAIN}`)],
  ["UTF-16LE without a byte order mark", Buffer.from(PLAIN, "utf16le")],
  ["UTF-16BE without a byte order mark", utf16be(PLAIN)],
  ["gzip around UTF-16", gzipSync(Buffer.from(`\ufeff${delimitedBy(";")}`, "utf16le"))],
  [
    "another case and spaces in the header",
    PLAIN.replace("time,model,provider,in,out", " Time ,MODEL, Provider,I N,Out "),
  ],
  ["a delimiter after the header", PLAIN.replace("in,out", "in,out,")],
  ["a delimiter after each row", PLAIN.replaceAll("100\n", "100,\n")],
  ["several delimiters after each line", PLAIN.replaceAll("\n", ",,,\n")],
  [
    "CR LF, blank lines and lines of delimiters",
    `\r\n${PLAIN.replaceAll("\n", "\r\n,,,,\r\n\r\n")}`,
  ],
  ["CR alone", PLAIN.replaceAll("\n", "\r")],
  ["quotes around everything", PLAIN.replace(/[^,\n]+/g, '"$&"')],
  [
    "a character outside ASCII in the first lines",
    PLAIN.replace("time", "größe ≤ 200k,time").replaceAll(`\n${DAY}`, `\n≤,${DAY}`),
  ],
];

test.each(LAYOUTS)("%s: both rows count", async (_, content) => {
  expect(await importText(content)).toMatchObject(TWO_ROWS);
});

test("a file in another layout holds the same rows", async () => {
  expect(await importText(PLAIN)).toMatchObject({ recorded: 2 });
  for (const [layout, content] of LAYOUTS)
    expect({ layout, ...(await importText(content)) }).toMatchObject({
      layout,
      recorded: 0,
      duplicate: 2,
    });
});

const NUMBERS: [string, string][] = [
  ["grouped by commas in quotes", PLAIN.replaceAll("1000", '"1,000"')],
  ["grouped by dots with semicolons", delimitedBy(";").replaceAll("1000", "1.000")],
  ["with decimals", delimitedBy(";").replaceAll("1000", "1.000,00")],
  ["as floats", PLAIN.replaceAll("1000", "1000.0")],
  ["in scientific notation", PLAIN.replaceAll("1000", "1.0E+03")],
  ["in scientific notation with a decimal comma", delimitedBy(";").replaceAll("1000", "1,0E+03")],
];

test.each(NUMBERS)("counts %s: both rows count", async (_, content) => {
  expect(await importText(content)).toMatchObject(TWO_ROWS);
});

test.each([
  ["$0.00225", ","],
  ["US$ 0.00225", ","],
  ["0,00225 $", ";"],
  ["2.25E-03", "\t"],
])("a cost of %s with the delimiter %j", async (cost, delimiter) => {
  const rows = [
    ["time", "in", "out", "cost"],
    [DAY, "1000", "100", cost],
    [`${DAY} 1:00`, "1000", "100", cost],
  ];
  const content = rows.map((cells) => cells.join(delimiter)).join("\n");
  const mapping = { model: null, provider: null, cost: column("cost") };
  expect(await importText(content, { mapping })).toMatchObject(TWO_ROWS);
});

test.each([
  ["US dates of a spreadsheet", "11/24/2026 10:00", "11/24/2026 11:00"],
  ["day numbers of a spreadsheet", "46350.4166666667", "46350.4583333333"],
  ["Unix seconds", "1795514400", "1795518000"],
  ["Unix milliseconds", "1795514400000", "1795518000000"],
  [
    "dates of JavaScript",
    "Tue Nov 24 2026 10:00:00 GMT+0000 (Coordinated Universal Time)",
    "Tue Nov 24 2026 12:00:00 GMT+0100 (CET)",
  ],
])("%s are the instants of the plain file", async (_, first, second) => {
  await importText(PLAIN);
  const content = PLAIN.replace(`${DAY}T10:00:00Z`, first).replace(`${DAY}T11:00:00Z`, second);
  expect(await importText(content)).toMatchObject({ recorded: 0, duplicate: 2, rejections: [] });
});

test("rows whose day and month are ambiguous are rejected until the user gives the order, and the others are recorded", async () => {
  const content = PLAIN.replace(`${DAY}T10:00:00Z`, "11/05/2026").replace(
    `${DAY}T11:00:00Z`,
    "11/24/2026",
  );
  const first = await importText(content);
  expect(first).toMatchObject({ recorded: 1, rejected: 1 });
  expect(first.rejections).toEqual([
    { line: 2, reason: expect.stringContaining("add --date-order mdy") },
  ]);
  expect(await importText(content, { dateOrder: "mdy" })).toMatchObject({
    recorded: 1,
    duplicate: 1,
    rejections: [],
  });
});

test("invalid rows are listed with their line and reason, and the valid ones are recorded", async () => {
  const content = `sep=;
time;model;provider;in;out
${DAY};gpt-5;openai;10,5;100
${DAY};gpt-5;openai;1,000;100
${DAY};gpt-5;openai;1000;100;1
soon;gpt-5;openai;1000;100
${DAY};gpt-5;openai;1.000;100
`;
  const { recorded, rejections } = await importText(content);
  expect(recorded).toBe(1);
  expect(rejections).toEqual([
    { line: 3, reason: 'the input tokens are "10,5", which is not a whole number' },
    { line: 4, reason: expect.stringContaining("which can be 1 or 1000; add --decimal dot") },
    { line: 5, reason: "it has 6 fields and the header 5 fields" },
    { line: 6, reason: expect.stringContaining('the time is "soon"') },
  ]);
});

test("a file that is not text is refused and named", async () => {
  const image = Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  await expect(importText(image)).resolves.toMatchObject({
    recorded: 0,
    stoppedBy: expect.stringContaining("is not a text file"),
  });
});

describe("empty counts", () => {
  const ROWS = `time,model,in,out,cost
${DAY},text-embedding-3-small,1000,,
${DAY},gpt-5,1000,,
${DAY},gpt-5,,100,
${DAY},gpt-5,,,0.01
${DAY},house-model,1000,,
`;
  const mapping = { provider: { value: "openai" }, cost: column("cost") };

  test("a row is recorded when its cost does not depend on the empty counts, and the totals count the unknown ones", async () => {
    const { rejections, ...totals } = await importText(ROWS, { mapping });
    expect(totals).toMatchObject({
      recorded: 2,
      inputTokens: 1000n,
      outputTokens: 0n,
      unknownInput: 1,
      unknownOutput: 2,
      costMicroUsd: 10_020n,
    });
    expect(rejections).toEqual([
      { line: 3, reason: "the output tokens are empty" },
      { line: 4, reason: "the input tokens are empty" },
      { line: 6, reason: "the output tokens are empty" },
    ]);
  });

  test("a row with an unknown count and a row with a count of 0 are different rows", async () => {
    await importText(`time,model,in,out,cost\n${DAY},gpt-5,,,0.01\n`, { mapping });
    const second = await importText(`time,model,in,out,cost\n${DAY},gpt-5,0,0,0.01\n`, { mapping });
    expect(second).toMatchObject({ recorded: 1, duplicate: 0 });
  });

  test("a given output price of more than 0 makes an empty output an error", async () => {
    const dollars = (units: bigint) => ({ units, scale: 0 });
    const prices = { inputUsdPerMillion: dollars(1n), outputUsdPerMillion: dollars(2n) };
    const text = `time,model,provider,in,out\n${DAY},a,b,1000,\n`;
    expect(await importText(text, { prices })).toMatchObject({ recorded: 0, rejected: 1 });
    const free = { ...prices, outputUsdPerMillion: dollars(0n) };
    expect(await importText(text, { prices: free })).toMatchObject({ recorded: 1 });
  });
});

describe("cached, cache-write and reasoning tokens", () => {
  const FILE = `time,model,provider,in,out,cached,written,thoughts
${DAY}T10:00:00Z,claude-sonnet-4-5,anthropic,1000,100,600,300,
${DAY}T11:00:00Z,claude-sonnet-4-5,anthropic,1000,100,,,50
`;
  const PARTS = {
    cacheReadTokens: column("cached"),
    cacheWriteTokens: column("written"),
    reasoningTokens: column("thoughts"),
  };
  const stored = () => database.sql`
    select input_tokens as input, cache_read_tokens as read, cache_write_tokens as write,
      output_tokens as output, reasoning_tokens as reasoning, amount_micro_usd as amount
    from credit_transactions where project_id = ${projectId} order by occurred_at`;

  test("each kind has its own price, and an empty cell is unknown", async () => {
    expect(await importText(FILE, { mapping: PARTS })).toMatchObject({ recorded: 2 });
    // The first amount is for 100 tokens at $3, 600 at $0.30, 300 at $3.75 and 100 at $15 per million.
    expect(await stored()).toEqual([
      { input: 1000n, read: 600n, write: 300n, output: 100n, reasoning: null, amount: 3105n },
      { input: 1000n, read: null, write: null, output: 100n, reasoning: 50n, amount: 4500n },
    ]);
  });

  test("cached tokens that the input does not include are added to it", async () => {
    await importText(FILE, { mapping: PARTS, cacheCounts: "beside" });
    expect(await stored()).toMatchObject([
      { input: 1900n, read: 600n, write: 300n, amount: 5805n },
      { input: 1000n, read: null, write: null },
    ]);
  });

  test("mapping the input to a sum of columns has the same effect", async () => {
    const text = FILE.replace("100,,,50", "100,0,0,50");
    const sum = { ...PARTS, inputTokens: column("in + cached+Written") };
    await importText(text, { mapping: sum });
    expect(await stored()).toMatchObject([
      { input: 1900n, read: 600n },
      { input: 1000n, read: 0n },
    ]);
  });

  test("prices for these tokens can be given, and without one they cost as much as other input", async () => {
    const dollars = (units: bigint) => ({ units, scale: 0 });
    const prices = {
      inputUsdPerMillion: dollars(10n),
      cacheReadUsdPerMillion: dollars(1n),
      outputUsdPerMillion: dollars(20n),
    };
    await importText(FILE, { mapping: PARTS, prices });
    expect(await stored()).toMatchObject([
      { amount: 1000n + 600n + 3000n + 2000n },
      { amount: 12_000n },
    ]);
  });

  test("importing again records nothing, also when rows that differ only in these tokens are in another order", async () => {
    const rows = ["1000,100,,,", "1000,100,600,,", "1000,100,600,,", "1000,100,,,"];
    const text = (order: string[]) =>
      `time,model,provider,in,out,cached,written,thoughts\n${order.map((row) => `${DAY},gpt-5,openai,${row}`).join("\n")}\n`;
    for (const order of [rows, rows.toReversed()]) {
      const recorded = order === rows ? 4 : 0;
      expect(await importText(text(order), { mapping: PARTS })).toMatchObject({
        recorded,
        rejected: 0,
      });
    }
  });

  test("audio, a tier and a batch flag have prices of their own", async () => {
    const text = `time,model,provider,in,out,audio,tier,batched
${DAY}T10:00:00Z,gpt-4o-audio-preview,openai,1000,0,1000,,
${DAY}T11:00:00Z,gpt-5,openai,1000,0,,Flex,false
${DAY}T12:00:00Z,gpt-5,openai,1000,0,,default,TRUE
${DAY}T13:00:00Z,gpt-5,openai,1000,0,,default,perhaps
`;
    const mapping = {
      audioInputTokens: column("audio"),
      serviceTier: column("tier"),
      batch: column("batched"),
    };
    const { rejections } = await importText(text, { mapping });
    expect(rejections).toEqual([
      { line: 5, reason: 'the batch flag is "perhaps"; true or false is needed' },
    ]);
    // 1,000 tokens of audio at $40 per million, and half of $1.25 per million.
    expect(await stored()).toMatchObject([{ amount: 40_000n }, { amount: 625n }, { amount: 625n }]);
  });

  test("rows that were imported without a kind of tokens are not counted again with it", async () => {
    const text = `time,model,provider,in,out,cached,tier\n${DAY},gpt-5,openai,1000,100,600,flex\n`;
    const cached = { cacheReadTokens: column("cached") };
    await importText(text, { mapping: cached, ignoredColumns: ["tier"] });
    const { recorded, rejections } = await importText(text, {
      mapping: { ...cached, serviceTier: column("tier") },
    });
    expect(recorded).toBe(0);
    expect(rejections).toEqual([{ line: 2, reason: expect.stringContaining("imported before") }]);
  });

  test("a constant and a column whose name contains a plus are not read as a sum", async () => {
    const text = `time,model,provider,a+b,a,b\n${DAY},gpt-5,openai,7,100,200\n`;
    await importText(text, {
      mapping: { inputTokens: column("a+b"), outputTokens: { value: "0" } },
    });
    expect(await stored()).toMatchObject([{ input: 7n, output: 0n }]);
  });
});

describe("a header with a usage column that is not mapped", () => {
  const header = (...names: string[]) =>
    `${["time", "model", "provider", "in", "out", ...names].join(",")}\n${DAY},gpt-5,openai,1,1${names.map(() => ",0").join("")}\n`;

  test.each([
    ["cached", "cached input tokens", "--cached-input-tokens"],
    ["cacheCreationInputTokens", "cache-write tokens", "--cache-write-tokens"],
    ["Reasoning Tokens", "reasoning tokens", "--reasoning-tokens"],
    ["input_audio_tokens", "audio", "--audio-input-tokens or --audio-output-tokens"],
    ["service_tier", "a service tier", "--service-tier"],
    ["is_batch", "a batch flag", "--batch"],
    ["prompt_tokens", "tokens", "--input-tokens or --output-tokens"],
    ["cost_usd", "a cost", "--cost"],
  ])("%s is refused and the option to map it is named", async (name, kind, flag) => {
    const { recorded, stoppedBy } = await importText(header(name));
    expect({ recorded, stoppedBy }).toEqual({
      recorded: 0,
      stoppedBy: `Column "${name}" looks like ${kind} and is not mapped. Map it with ${flag}, or leave it out with --ignore "${name}".`,
    });
    expect(await importText(header(name), { ignoredColumns: [name] })).toMatchObject({
      recorded: 1,
    });
  });

  test.each(["input_audio_tokens", "service_tier", "batch", "web_search_count", "image_tokens"])(
    "%s cannot be recorded, and the option to leave it out is named",
    async (name) => {
      const { stoppedBy } = await importText(header(name));
      expect(stoppedBy).toContain(`leave it out with --ignore "${name}".`);
    },
  );

  test("each such column is named, and an ignored column must exist", async () => {
    const { stoppedBy } = await importText(header("cached", "batch"));
    expect(stoppedBy?.split("\n")).toHaveLength(2);
    const options = { ignoredColumns: ["cashed"] };
    expect(await importText(header("cached"), options)).toMatchObject({
      stoppedBy: expect.stringContaining('There is no column "cashed"'),
    });
  });

  test.each([
    ["cache_read_input_tokens", "in"],
    ["cached", "input_uncached_tokens"],
  ])("with %s and %s, the user must say what the input includes", async (cached, input) => {
    const text = `time,model,provider,${input},out,${cached}\n${DAY},gpt-5,openai,1000,1,10\n`;
    const mapping = { inputTokens: column(input), cacheReadTokens: column(cached) };
    const { stoppedBy } = await importText(text, { mapping });
    expect(stoppedBy).toContain("--cache-counts beside if they are, or --cache-counts inside");
    const said = { mapping, cacheCounts: "beside" as const };
    expect(await importText(text, said)).toMatchObject({ recorded: 1, inputTokens: 1010n });
    const summed = { ...mapping, inputTokens: column(`${input}+${cached}`) };
    expect(await importText(text, { mapping: summed })).toMatchObject({ stoppedBy: null });
  });
});

const CLIENT_FILES = fileURLToPath(
  new URL("../../../../../shared/data/clients/files/", import.meta.url),
);

/**
 * Usage files that were saved by spreadsheet programs. They are in a folder next to the checkout and not
 * in the repository.
 */
describe.skipIf(!existsSync(CLIENT_FILES))("files of clients", () => {
  test.each([
    ["o02-semicolon", 4500n, {}],
    ["o05-thousands", 4500n, {}],
    ["o09-excel-us-date", 4500n, {}],
    ["o12-sci-tokens", 4500n, {}],
    ["o13-empty-out", 40n, {}],
    ["o14-dollar-cost", 4500n, { provider: null, cost: column("cost") }],
    ["o24-trailing-comma", 4500n, {}],
    ["o27-cached-column", 70_000n, { cacheReadTokens: column("cached") }],
  ])("%s: 2 rows, %s micro-dollars", async (name, costMicroUsd, mapping) => {
    const content = readFileSync(`${CLIENT_FILES}${name}.csv`);
    expect(await importText(content, { mapping })).toMatchObject({
      recorded: 2,
      costMicroUsd,
      rejections: [],
      stoppedBy: null,
    });
    expect(await storedTotals(database, projectId)).toMatchObject({
      ledger: { rows: 2, costMicroUsd },
    });
  });
});
