import { expect, test } from "vitest";
import { CliCommand } from "../command-line/cli-command";
import { testContext } from "../testing/test-context";
import { defineImportOptions, findMissingOption, type ImportOptions } from "./import-options";

const REQUIRED = ["--project", "P", "--time", "T", "--input-tokens", "I"];
const COLUMNS = [...REQUIRED, "--output-tokens", "O"];
const PRICED = [...COLUMNS, "--input-price", "3", "--output-price", "0.15"];

function parse(argv: string[]): ImportOptions {
  const command = defineImportOptions(new CliCommand("import", testContext().context));
  command.action(() => {});
  return command.parse(argv, { from: "user" }).opts();
}

test("columns are named, prices are exact decimals", () => {
  expect(parse(PRICED)).toEqual({
    project: "P",
    time: { column: "T" },
    inputTokens: { column: "I" },
    outputTokens: { column: "O" },
    agentType: null,
    run: null,
    ignore: [],
    inputPrice: { units: 3n, scale: 0 },
    outputPrice: { units: 15n, scale: 2 },
  });
});

test("a value after = applies to every row; without = it names a column", () => {
  expect(parse([...PRICED, "--agent-type", "=research", "--run", "RunId"])).toMatchObject({
    agentType: { value: "research" },
    run: { column: "RunId" },
  });
});

test("counts can be sums and values, and each way to read a file can be said", () => {
  const said = ["--cache-counts", "beside", "--date-order", "dmy", "--decimal", "comma"];
  const ignored = ["--ignore", "tier", "--ignore", "audio"];
  const argv = [...PRICED, "--reasoning-tokens", "=0", "--cached-input-tokens", "a+b"];
  expect(parse([...argv, ...said, ...ignored])).toMatchObject({
    reasoningTokens: { value: "0" },
    cachedInputTokens: { column: "a+b" },
    cacheCounts: "beside",
    dateOrder: "dmy",
    decimal: "comma",
    ignore: ["tier", "audio"],
  });
});

test.each([
  [REQUIRED, "option '--output-tokens <column>' is missing"],
  [["--project", "P", "--model", "M"], "option '--time <column>' is missing"],
  [["--project", "P", "--cached-input-tokens", "C"], "option '--time <column>' is missing"],
])("%j names some columns: %s", (argv, sentence) => {
  expect(findMissingOption(parse(argv))).toContain(sentence);
});

test("without columns the formats of the files are recognised", () => {
  const argv = ["--project", "P", "--ignore", "tier", "--date-order", "dmy", "--dry-run"];
  expect(findMissingOption(parse(argv))).toBeNull();
});

test.each(["--cost", "--model"])("%s is enough to know what the tokens cost", (option) => {
  expect(findMissingOption(parse([...COLUMNS, option, "C"]))).toBeNull();
});

test.each([
  [COLUMNS, /^nothing says what the tokens cost: give --input-price/],
  [
    [...COLUMNS, "--model", "M", "--cache-write-price", "3"],
    /^--cached-input-price and --cache-write-price need --input-price/,
  ],
  [[...COLUMNS, "--input-price", "3"], /^--input-price and --output-price go together/],
])("%j is not: %s", (argv, sentence) => {
  expect(findMissingOption(parse(argv))).toMatch(sentence);
});

test.each([
  [[], "Option '--project <id>' is missing."],
  [[...PRICED.slice(0, -1), "-1"], "argument '-1' is invalid. Give US dollars per million tokens"],
  [[...PRICED.slice(0, -1), "cheap"], "argument 'cheap' is invalid. Give US dollars per million"],
  [
    [...PRICED, "--time", "T2"],
    "Option '--time <column>' argument 'T2' is invalid. It is given twice.",
  ],
  [[...PRICED, "--date-order", "dym"], "argument 'dym' is invalid. Write mdy or dmy or ymd."],
  [[...PRICED, "--decimal", "dot", "--decimal", "dot"], "It is given twice."],
  [[...PRICED, "--reasoning-tokens", "=1.5"], 'After the "=", write a whole number'],
  [[...PRICED, "--run", "="], `argument '=' is invalid. Write the value after the "=".`],
  [[...PRICED, "--run", ""], "Option '--run <column>' argument '' is invalid. It is empty."],
  [[...PRICED, "--colour", "red"], "Unknown option '--colour'."],
  [[...PRICED, "--model"], "Option '--model <column>' argument missing."],
])("%j is refused: %s", (argv, message) => {
  expect(() => parse(argv)).toThrow(message);
});
