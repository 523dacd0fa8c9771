import { expect, test } from "vitest";
import { parseOptions } from "./options";

const REQUIRED = ["usage.csv", "--project", "P", "--time", "T", "--input-tokens", "I"];
const COLUMNS = [...REQUIRED, "--output-tokens", "O"];
const PRICED = [...COLUMNS, "--input-price", "3", "--output-price", "0.15"];

test("columns are named, prices are exact decimals", () => {
  expect(parseOptions(PRICED)).toEqual({
    file: "usage.csv",
    projectId: "P",
    mapping: {
      time: { column: "T" },
      inputTokens: { column: "I" },
      outputTokens: { column: "O" },
      model: null,
      provider: null,
      agentType: null,
      run: null,
      cost: null,
    },
    prices: {
      inputUsdPerMillion: { units: 3n, scale: 0 },
      outputUsdPerMillion: { units: 15n, scale: 2 },
    },
  });
});

test("a value after = stands for every row, an option without it is a column", () => {
  const options = parseOptions([...PRICED, "--agent-type", "=research", "--run", "RunId"]);
  expect(options?.mapping).toMatchObject({
    agentType: { value: "research" },
    run: { column: "RunId" },
  });
});

test.each(["--cost", "--model"])("%s is a way to know what the tokens cost", (option) => {
  expect(parseOptions([...COLUMNS, option, "C"])).not.toBeNull();
});

test.each(["--help", "-h"])("%s asks for help, whatever else is there", (option) => {
  expect(parseOptions([option])).toBeNull();
});

test.each([
  [[], "Which file? Give the path of a CSV file."],
  [["a.csv", "b.csv"], 'One file at a time: "a.csv" and "b.csv" are two.'],
  [["a.csv"], "--project is missing: give the project's id."],
  [REQUIRED, "--output-tokens is missing: give its column's name."],
  [
    COLUMNS,
    "What do the tokens cost? Give --input-price and --output-price, or --cost, or --model with a model whose price is known.",
  ],
  [
    [...COLUMNS, "--input-price", "3"],
    "--input-price and --output-price go together: one of them is missing.",
  ],
  [
    [...COLUMNS, "--input-price", "3", "--output-price", "-1"],
    "Option '--output-price' argument is ambiguous. \"npm",
  ],
  [
    [...COLUMNS, "--input-price", "3", "--output-price", "cheap"],
    '--output-price is "cheap", which is not a price: give dollars per million tokens, such as 3 or 0.15.',
  ],
  [[...PRICED, "--time", "T2"], "--time is given twice."],
  [[...PRICED, "--run", "="], '--run = is empty: write the value after the "=".'],
  [[...PRICED, "--run", ""], "--run is empty."],
  [[...PRICED, "--colour", "red"], "Unknown option '--colour'."],
  [[...PRICED, "--model"], "Option '--model <value>' argument missing."],
])("%j: %s", (argv, message) => {
  expect(() => parseOptions(argv)).toThrow(message);
});
