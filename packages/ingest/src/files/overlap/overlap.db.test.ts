import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { storedTotals } from "@ai-cost/ledger/testing";
import { beforeEach, expect, test } from "vitest";
import { recordCalls } from "../../calls/record-calls";
import { temporaryFiles } from "../../testing/import-csv";
import { importExports } from "../../testing/import-exports";
import { reportedCall } from "../../testing/reported-call";
import type { OverlapRule } from "./plan-summed-import";

const NOW = new Date("2026-12-01T12:00:00Z");
const database = testDatabase();
const write = temporaryFiles();
let projectId = "";
let strangersId = "";

beforeEach(async () => {
  projectId = await makeProject(database.db);
  strangersId = await makeProject(database.db, "Stranger");
});

const target = (id = projectId) => ({ db: database.tenantOf(id), projectId: id, clock: () => NOW });

/**
 * Creates a usage export of Anthropic with one row for each day. The price is $3 per million input tokens.
 */
function usage(days: Record<string, number>, change: { key?: string; workspace?: string } = {}) {
  const header =
    "usage_date_utc,model_version,api_key,workspace,usage_input_tokens_no_cache,usage_output_tokens";
  const rows = Object.entries(days).map(
    ([day, input]) =>
      `${day},claude-sonnet-4-5,${change.key ?? "prod"},${change.workspace ?? ""},${input},0`,
  );
  return write("usage.csv", `${[header, ...rows].join("\n")}\n`);
}

const costs = (day: string) =>
  write("costs.csv", `usage_date_utc,model,cost_usd\n${day},Claude Sonnet 4.5,0.5\n`);

const importFile = (path: string, overlap: OverlapRule = "refuse") =>
  importExports([path], { ...target(), overlap });

const liveCall = (day: string, id = projectId) =>
  recordCalls({ ...target(id), now: NOW }, [
    reportedCall({ occurredAt: new Date(`${day}T23:59:59.999Z`), source: "otlp-traces test" }),
  ]);

const importedDays = () => database.sql`
  select day::text, provider, source from imported_days where project_id = ${projectId} order by day`;
const inputTokens = async () => (await storedTotals(database, projectId)).ledger?.inputTokens ?? 0n;

const SOURCE = "import anthropic-usage by api_key, model_version";

test("the days of an export are recorded, and a longer export adds only its new days", async () => {
  await importFile(usage({ "2026-11-24": 100 }));
  const { totals } = await importFile(usage({ "2026-11-24": 100, "2026-11-25": 200 }));
  expect(totals).toMatchObject({ recorded: 1, duplicate: 1, rejected: 0 });
  expect(await inputTokens()).toBe(300n);
  expect(await importedDays()).toEqual([
    { day: "2026-11-24", provider: "anthropic", source: SOURCE },
    { day: "2026-11-25", provider: "anthropic", source: SOURCE },
  ]);
});

test("a later export of a day that was not over raises its usage and costs, and an older export changes nothing", async () => {
  for (const input of [100, 250, 180]) await importFile(usage({ "2026-11-24": input }));
  const cost = (dollars: string) =>
    write("costs.csv", `usage_date_utc,model,cost_usd\n2026-11-25,Claude Sonnet 4.5,${dollars}\n`);
  for (const dollars of ["0.5", "0.75", "0.6"])
    expect(await importFile(cost(dollars))).toMatchObject({ rejected: [], problems: [] });
  const [row] = await database.sql`
    select sum(input_tokens)::int as input, sum(amount_micro_usd)::int as amount,
      count(*) filter (where kind = 'deduction')::int as charges
    from credit_transactions where project_id = ${projectId}`;
  expect(row).toEqual({ input: 250, amount: 750 + 750_000, charges: 2 });
});

test("an export is refused for days with live calls of the same provider, and the error names them", async () => {
  await liveCall("2026-11-24");
  await liveCall("2026-11-25", strangersId);
  const path = usage({ "2026-11-24": 100, "2026-11-25": 200 });
  const refused = await importFile(path);
  expect(refused.totals).toMatchObject({ rowsRead: 0, recorded: 0 });
  expect(refused.problems).toEqual([
    expect.stringMatching(/anthropic on 2026-11-24\. Add --only-missing-days .* or --beside/),
  ]);
  expect(await importedDays()).toEqual([]);
});

test("the days before and after live calls, and other providers, are imported", async () => {
  await liveCall("2026-11-24");
  expect(await importFile(usage({ "2026-11-23": 1, "2026-11-25": 1 }))).toMatchObject({
    problems: [],
    totals: { recorded: 2 },
  });
  const openAi = write(
    "openai.csv",
    "start_time_iso,num_model_requests,model,input_tokens,output_tokens\n2026-11-24,1,gpt-5,10,1\n",
  );
  expect(await importFile(openAi)).toMatchObject({ problems: [], totals: { recorded: 1 } });
});

test("only the missing days are imported when the user asks for that", async () => {
  await liveCall("2026-11-24");
  const path = usage({ "2026-11-24": 100, "2026-11-25": 200 });
  const { totals, problems } = await importFile(path, "only missing days");
  expect(problems).toEqual([]);
  expect(totals).toMatchObject({ recorded: 1, leftOut: 1, inputTokens: 200n });
  expect((await importedDays()).map(({ day }) => day)).toEqual(["2026-11-25"]);
});

test("the export counts in addition when the user asks for that", async () => {
  await liveCall("2026-11-24");
  const { totals } = await importFile(usage({ "2026-11-24": 100 }), "beside");
  expect(totals).toMatchObject({ recorded: 1, leftOut: 0 });
  expect(await inputTokens()).toBe(1100n);
});

test("another export of the same days is refused, both of costs and of usage with another grouping", async () => {
  await importFile(usage({ "2026-11-24": 100 }));
  for (const path of [costs("2026-11-24"), usage({ "2026-11-24": 100 }, { workspace: "Default" })])
    expect((await importFile(path)).problems).toEqual([expect.stringContaining("2026-11-24")]);
  expect(await inputTokens()).toBe(100n);
});

test("an export of another key in the same groups is imported", async () => {
  await importFile(usage({ "2026-11-24": 100 }));
  expect(await importFile(usage({ "2026-11-24": 50 }, { key: "test" }))).toMatchObject({
    problems: [],
    totals: { recorded: 1 },
  });
  expect(await inputTokens()).toBe(150n);
});

test("a sum of a month covers each of its days", async () => {
  await liveCall("2026-11-17");
  const report = {
    month: "2026-11",
    inputTokens: 1,
    totalTokens: 1,
    totalCost: 1,
    modelsUsed: ["claude-opus-5"],
  };
  const path = write("month.json", JSON.stringify({ monthly: [report] }));
  expect((await importFile(path)).problems).toEqual([expect.stringContaining("2026-11-17")]);
});
