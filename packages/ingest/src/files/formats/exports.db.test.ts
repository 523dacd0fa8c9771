import { describe, expect, test } from "vitest";
import { csv, exportSuite } from "../../testing/export-suite";

const { importFile, stored } = exportSuite();

/** A row of OpenAI's usage export. */
const RECORD = {
  start_time: 1_795_478_400,
  num_model_requests: 1,
  model: "gpt-5",
  input_tokens: 10,
  output_tokens: 1,
};
const HEADER = Object.keys(RECORD);
const ROW = Object.values(RECORD);

describe("a new column", () => {
  test("with tokens is refused by its name until it is ignored", async () => {
    const content = csv([...HEADER, "input_video_tokens"], [...ROW, 7]);
    const { problems, totals } = await importFile("new.csv", content);
    expect(problems).toEqual([expect.stringMatching(/"input_video_tokens" looks like tokens/)]);
    expect(totals.recorded).toBe(0);
    expect(await importFile("new.csv", content, ["Input_Video_Tokens"])).toMatchObject({
      problems: [],
      totals: { recorded: 1 },
    });
  });

  test("without usage changes nothing", async () => {
    const content = csv([...HEADER, "region"], [...ROW, "eu"]);
    expect(await importFile("region.csv", content)).toMatchObject({ problems: [], rejected: [] });
  });
});

test("invalid rows are listed with their position, and the valid ones are recorded", async () => {
  const { totals, rejected } = await importFile(
    "bad.csv",
    csv(
      HEADER,
      ROW,
      Object.values({ ...RECORD, input_tokens: -10 }),
      Object.values({ ...RECORD, start_time: "soon" }),
    ),
  );
  expect(totals).toMatchObject({ recorded: 1, rejected: 2 });
  expect(rejected).toEqual([
    '3: the input_tokens are "-10"; a whole number, 0 or more, is needed',
    expect.stringContaining('4: the time is "soon"'),
  ]);
});

test.each([
  ["an empty file", ""],
  ["prose", "Dear all,\nhere is the export.\n"],
  ["an unknown table", "a,b\n1,2\n"],
  ["unknown JSON", '{"a": 1}'],
  ["a list without records", "[]"],
])("%s is not recognised as an export", async (_, content) => {
  const { problems } = await importFile("unknown", content);
  expect(problems).toEqual([expect.stringContaining("--time, --input-tokens and --output-tokens")]);
});

test("a truncated JSON document is read up to its end", async () => {
  const whole = JSON.stringify([RECORD, RECORD]);
  const { totals, problems } = await importFile("cut.json", whole.slice(0, -30));
  expect(totals.recorded).toBe(1);
  expect(problems).toEqual(["The file ends in the middle of its JSON."]);
});

test("records with equal dimensions in one file are separate rows, in any order of the columns", async () => {
  await importFile("twins.csv", csv(HEADER, ROW, ROW));
  const turned = Object.fromEntries(Object.entries(RECORD).reverse());
  const { totals } = await importFile("turned.json", JSON.stringify([turned, turned]));
  expect(totals).toMatchObject({ recorded: 0, duplicate: 2 });
  expect(await stored()).toHaveLength(2);
});
