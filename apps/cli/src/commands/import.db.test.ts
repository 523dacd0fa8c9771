import { gzipSync } from "node:zlib";
import { newId } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { storedTotals } from "@ai-cost/ledger/testing";
import { beforeEach, expect, test } from "vitest";
import { runCommand } from "../testing/run-command";
import { temporaryFiles } from "../testing/temporary-files";

const NOW = new Date("2026-05-20T12:00:00Z");
const database = testDatabase();
const write = temporaryFiles();
let projectId = "";

beforeEach(async () => {
  projectId = await makeProject(database.db, "Imported");
});

const COLUMNS = ["--time", "at", "--input-tokens", "in", "--output-tokens", "out"];
const PRICES = ["--input-price", "3", "--output-price", "15"];

const run = (path: string, ...more: string[]) =>
  runImport([path, "--project", projectId, ...COLUMNS, ...more]);

const runImport = (argv: string[], databaseUrl = database.databaseUrl) =>
  runCommand(["import", ...argv], { databaseUrl, now: NOW });

const jobs = () => database.sql`
  select job.agent_type as "agentType", job.status, run.external_id as run,
    run.status as "runStatus", entry.model, entry.amount_micro_usd as "costMicroUsd"
  from credit_transactions entry
  join agent_jobs job on job.project_id = entry.project_id and job.id = entry.agent_job_id
  join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
  where entry.project_id = ${projectId} order by entry.occurred_at`;

const SMALL = "at,in,out\n2026-05-19 10:00:00,1000,100\n2026-05-20 10:00:00,2000,200\n";

test("each row is one completed job of an unknown agent, in a run for each UTC day of the file", async () => {
  const { exitCode, stdout, stderr } = await run(write("small.csv", SMALL), ...PRICES);
  expect(stderr).toBe("");
  expect(stdout).toBe(`Project        Imported
Rows read      2
Recorded       2
Duplicate      0
Rejected       0
Cost           $0.0135
Input tokens   3,000
Output tokens  300
Page           http://localhost:3000/dashboard/products/${projectId}/ai-cost?month=2026-05
`);
  expect(exitCode).toBe(0);
  const common = { agentType: "unknown", status: "completed", runStatus: "completed", model: null };
  expect(await jobs()).toEqual([
    { ...common, run: expect.stringMatching(/^import-2026-05-19-/), costMicroUsd: 4500n },
    { ...common, run: expect.stringMatching(/^import-2026-05-20-/), costMicroUsd: 9000n },
  ]);
});

test("a second import changes nothing: from another place, compressed, with other line ends, at another price", async () => {
  await run(write("first.csv", SMALL), ...PRICES);
  const once = await storedTotals(database, projectId);
  const crlf = `\ufeff${SMALL.trimEnd().replaceAll("\n", "\r\n")}`;
  for (const content of [SMALL, gzipSync(SMALL), crlf]) {
    const { exitCode, stdout } = await run(write("again.csv", content), ...PRICES);
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/Recorded +0\nDuplicate +2\n/),
    });
  }
  await run(write("dearer.csv", SMALL), "--input-price", "6", "--output-price", "30");
  expect(await storedTotals(database, projectId)).toEqual(once);
});

test("a file that has grown continues in the same runs", async () => {
  await run(write("log.csv", SMALL), ...PRICES);
  await run(write("log.csv", `${SMALL}2026-05-20 11:00:00,1,1\n`), ...PRICES);
  expect(await storedTotals(database, projectId)).toMatchObject({
    ledger: { rows: 3, jobs: 3, runs: 2, inputTokens: 3001n },
    days: { inputTokens: 3001n, jobs: 3 },
  });
});

test("an interrupted import is resumed by the same command", async () => {
  const rows = Array.from({ length: 2500 }, (_, index) => `2026-05-19 10:00:00,${index % 700},1`);
  const whole = `at,in,out\n${rows.join("\n")}\n`;
  const packed = gzipSync(whole, { level: 0 });
  const broken = await run(write("part.gz", packed.subarray(0, packed.length * 0.7)), ...PRICES);
  expect(broken).toMatchObject({
    exitCode: 1,
    stderr: "The file ends in the middle of its gzip data.\n",
  });
  expect(broken.stdout).toMatch(/Recorded +1,\d\d\d\n/);
  const { exitCode, stdout } = await run(write("whole.gz", packed), ...PRICES);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/Rows read +2,500\nRecorded +[\d,]+\nDuplicate +1,\d\d\d\nRejected +0\n/);
  const inputTokens = rows.reduce((sum, _, index) => sum + BigInt(index % 700), 0n);
  expect(await storedTotals(database, projectId)).toMatchObject({
    ledger: { rows: 2500, runs: 1, inputTokens, outputTokens: 2500n },
    days: { inputTokens, jobs: 2500 },
  });
});

test("identical rows of one file all count, within a batch and across batches", async () => {
  const row = "2026-05-19 10:00:00,1000,100\n";
  await run(write("twins.csv", `at,in,out\n${row.repeat(1203)}`), ...PRICES);
  await run(write("twins.csv", `at,in,out\n${row.repeat(1203)}`), ...PRICES);
  expect(await storedTotals(database, projectId)).toMatchObject({
    ledger: { rows: 1203, jobs: 1203, costMicroUsd: 1203n * 4500n },
  });
});

test("rejected rows are shown with line and reason, the others are recorded", async () => {
  const text = [
    "at,in,out,note",
    '2026-05-19 10:00:00,1000,100,"two',
    'lines"',
    "2026-05-19 10:00:01,1000,-1,",
    "",
    "2026-02-30 10:00:00,1000,100,",
    "2026-05-19 10:00:02,1000",
    '2026-05-19 10:00:03,1000,100,a "stray" quote',
    "2036-05-19 10:00:00,1000,100,",
    "2026-05-19 10:00:04,9999999999999,100,",
    "2026-05-19 10:00:05,1000,100,",
  ].join("\r\n");
  const { exitCode, stdout, stderr } = await run(write("bad.csv", text), ...PRICES);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/Rows read +8\nRecorded +3\nDuplicate +0\nRejected +5\n/);
  expect(stderr.trimEnd().split("\n")).toEqual([
    'line 4: the output tokens are "-1"; a whole number, 0 or more, is needed',
    'line 6: the time is "2026-02-30 10:00:00"; a time such as 2026-11-24 10:00:00 is needed',
    "line 7: it has 2 fields and the header 4 fields",
    expect.stringMatching(
      /^line 9: occurredAt is 2036-05-19T10:00:00.000Z, more than five minutes/,
    ),
    expect.stringMatching(/^line 10: inputTokens is above /),
  ]);
});

test("many rejected rows are each shown with their line, and counted", async () => {
  const text = `at,in,out\n${"never,1,1\n".repeat(50)}`;
  const { exitCode, stdout, stderr } = await run(write("worse.csv", text), ...PRICES);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/Rejected +50\n/);
  const lines = stderr.trimEnd().split("\n");
  expect(lines).toHaveLength(50);
  expect(lines.at(-1)).toMatch(/^line 51: /);
});

test("a quote that is never closed stops the import, and the rows before it are recorded", async () => {
  const text = `${SMALL}"2026-05-20 11:00:00,1,1\n2026-05-20 12:00:00,1,1\n`;
  const { exitCode, stdout, stderr } = await run(write("quote.csv", text), ...PRICES);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/Recorded +2\n/);
  expect(stderr).toBe(
    "A quote that opens on line 4 or after is never closed, so nothing from there on can be read.\n",
  );
});

test("a row keeps the agent, run, model and cost that it names; empty cells get the defaults", async () => {
  const text =
    "at,in,out,who,pipe,model,usd\n" +
    "2026-05-19 10:00:00,1000,100,code_review,run-7,gpt-5,0.25\n" +
    "2026-05-19 10:00:01,1000,100,,,gpt-5,\n" +
    "2026-05-19 10:00:02,1000,100,,,house-model,\n" +
    "2026-05-19 10:00:03,1000,100,,,,\n";
  const mapped = ["--agent-type", "who", "--run", "pipe", "--model", "model", "--cost", "usd"];
  const { exitCode, stdout, stderr } = await run(write("mapped.csv", text), ...mapped);
  expect(stderr).toBe("line 5: nothing says what it costs: no cost, no model, no price\n");
  expect(stdout).toContain("at least $0.25225\n");
  expect(stdout).toMatch(/Unpriced rows +1\n/);
  expect(exitCode).toBe(1);
  const fileRun = expect.stringMatching(/^import-2026-05-19-/);
  expect(await jobs()).toMatchObject([
    { agentType: "code_review", run: "run-7", model: "gpt-5", costMicroUsd: 250_000n },
    { agentType: "unknown", run: fileRun, model: "gpt-5", costMicroUsd: 2250n },
    { agentType: "unknown", run: fileRun, model: "house-model", costMicroUsd: null },
  ]);
});

test("one value can apply to every row, and rows of another agent are other rows", async () => {
  await run(write("one.csv", SMALL), ...PRICES, "--agent-type", "=research", "--run", "=nightly");
  await run(write("one.csv", SMALL), ...PRICES, "--agent-type", "=testing", "--run", "=nightly");
  const found = await jobs();
  expect(found.map(({ agentType }) => agentType).sort()).toEqual([
    "research",
    "research",
    "testing",
    "testing",
  ]);
  expect(new Set(found.map(({ run }) => run))).toEqual(new Set(["nightly"]));
});

test("--dry-run shows what was recognised and totals by month and model, and records nothing", async () => {
  const text =
    "at;in;out;llm;usd\n" +
    "2026-04-30 10:00:00;1.000;100;gpt-5;\n" +
    "2026-05-19 10:00:00;1.000;100;gpt-5;0,25\n" +
    "2026-05-19 11:00:00;2.000;200;gpt-5;\n" +
    "2026-05-19 12:00:00;1;;gpt-5;\n" +
    "2036-05-19 12:00:00;1;1;gpt-5;\n" +
    "2026-05-19 13:00:00;5;5;house-model;\n";
  const mapped = ["--model", "llm", "--cost", "usd", "--dry-run"];
  const { exitCode, stdout, stderr } = await run(write("preview.csv", text), ...mapped);
  expect(stderr.trimEnd().split("\n")).toEqual([
    "line 5: the output tokens are empty",
    expect.stringMatching(/^line 6: occurredAt is 2036/),
  ]);
  expect(exitCode).toBe(1);
  expect(stdout).toBe(`Encoding       UTF-8
Delimiter      semicolon
Columns        at, in, out, llm, usd
Rows read      6
Rejected       2
Cost           at least $0.25675
Input tokens   4,005
Output tokens  405
Unpriced rows  1

Month    Model        Rows  Input tokens  Output tokens            Cost
2026-04  gpt-5           1         1,000            100        $0.00225
2026-05  gpt-5           2         3,000            300         $0.2545
2026-05  house-model     1             5              5  at least $0.00

Nothing was recorded.
`);
  expect(await jobs()).toEqual([]);
});

test("cached tokens are mapped, and --dry-run says how they count", async () => {
  const text = "at,in,out,cache_read,tier\n2026-05-19 10:00:00,20000,0,80000,default\n";
  const options = ["--model", "=gpt-5", "--cached-input-tokens", "cache_read", "--ignore", "TIER"];
  const refused = await run(write("cached.csv", text), ...options);
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("--cache-counts") });
  const said = [...options, "--cache-counts", "beside"];
  const { stdout } = await run(write("cached.csv", text), ...said, "--dry-run");
  expect(stdout).toContain("Cached tokens  beside the input tokens, added to them\n");
  expect(stdout).toMatch(/Input tokens +100,000\n/);
  expect(await run(write("cached.csv", text), ...said)).toMatchObject({ exitCode: 0 });
  expect(await jobs()).toMatchObject([{ costMicroUsd: 35_000n }]);
});

test("files of several formats are recognised, counted and shown with the page's address", async () => {
  const usage = { input_tokens: 1000, output_tokens: 100 };
  const message = { id: "msg_01AAAAAAAAAAAAAAAAAAAAAA", model: "claude-sonnet-4-5", usage };
  const line = { type: "assistant", sessionId: "s", timestamp: "2026-05-19T10:00:00Z", message };
  const transcript = write("session.jsonl", `${JSON.stringify({ parentUuid: null, ...line })}\n`);
  const columns = "start_time_iso,num_model_requests,model,input_tokens,output_tokens";
  const usageFile = write("usage.csv", `${columns}\n2026-05-18,1,gpt-5,1000,100\n`);
  const argv = [transcript, usageFile, "--project", projectId];
  const preview = await runImport([...argv, "--dry-run"]);
  expect(preview.stdout).toContain(`Recognised  Claude Code transcript: ${transcript}\n`);
  expect(preview.stdout).toContain(`Recognised  OpenAI usage export: ${usageFile}\n`);
  expect(await jobs()).toEqual([]);
  const { exitCode, stdout, stderr } = await runImport(argv);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/Recorded +2\n/);
  expect(stdout).toContain(`/dashboard/products/${projectId}/ai-cost?month=2026-05\n`);
  expect(await jobs()).toMatchObject([{ costMicroUsd: 2250n }, { costMicroUsd: 4500n }]);
});

test("two imports of one file at once count it once", async () => {
  const rows = Array.from({ length: 3000 }, (_, index) => `2026-05-19 10:00:00,${index},1`);
  const path = write("race.csv", `at,in,out\n${rows.join("\n")}\n`);
  const both = await Promise.all([run(path, ...PRICES), run(path, ...PRICES)]);
  expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(await storedTotals(database, projectId)).toMatchObject({
    ledger: { rows: 3000, runs: 1 },
    days: { jobs: 3000, outputTokens: 3000n },
  });
});

test("another project's import of the same file is its own", async () => {
  await run(write("shared.csv", SMALL), ...PRICES);
  const first = projectId;
  projectId = await makeProject(database.db, "Imported");
  const { stdout } = await run(write("shared.csv", SMALL), ...PRICES);
  expect(stdout).toMatch(/Recorded +2\n/);
  expect(await storedTotals(database, first)).toEqual(await storedTotals(database, projectId));
});

test.each([
  ["empty", "", '" is empty.\n'],
  ["only a byte order mark", "\ufeff", '" is empty.\n'],
  ["only a header", "at,in,out\n", '" has a header and no rows.\n'],
  ["without a column", "at,in\n1,2\n", 'There is no column "out"; there are "at", "in".\n'],
  [
    "with a column twice",
    "at,in,out,in\n",
    'Column "in" is there twice, as columns 2 and 4; rename one of them.\n',
  ],
  [
    "in a zip",
    Buffer.from("PK\x03\x04…"),
    '" is a zip archive; unpack it and give the file in it.\n',
  ],
])("a file %s is refused in one line", async (_, content, message) => {
  const refused = await run(write("refused.csv", content), ...PRICES);
  expect(refused).toEqual({ exitCode: 1, stdout: "", stderr: expect.stringContaining(message) });
  expect(refused.stderr.trimEnd()).not.toContain("\n");
});

test("a path that is not a file is refused in one line", async () => {
  expect(await run("/nowhere.csv", ...PRICES)).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: '"/nowhere.csv" does not exist.\n',
  });
  expect(await run("/", ...PRICES)).toMatchObject({
    stderr: '"/" is a folder; give the path of a file.\n',
  });
});

test("a project that does not exist, or a text that is not an id, is refused before the file is read", async () => {
  projectId = newId();
  expect(await run("/nowhere.csv", ...PRICES)).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `There is no project ${projectId} in this database.\n`,
  });
  projectId = "atlas";
  expect(await run("/nowhere.csv", ...PRICES)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/^"atlas" is not the id of a project/),
  });
});

test("the limit of new models applies to imports", async () => {
  const path = write("models.csv", SMALL.replaceAll("\n", ",m\n").replace("100,m", "100,n"));
  const argv = [path, "--project", projectId, ...COLUMNS, ...PRICES, "--model", "m"];
  const limited = (limit: string) =>
    runCommand(["import", ...argv], {
      databaseUrl: database.databaseUrl,
      now: NOW,
      environment: { NEW_MODELS_PER_DAY: limit },
    });
  expect(await limited("many")).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("NEW_MODELS_PER_DAY"),
  });
  expect(await limited("1")).toMatchObject({ exitCode: 0 });
  const models = await database.sql`
    select canonical_model as model from credit_transactions where project_id = ${projectId}
    order by canonical_model = 'unknown'`;
  expect(models).toEqual([{ model: expect.stringMatching(/^[mn]$/) }, { model: "unknown" }]);
});

test("a database that does not answer is one sentence", async () => {
  const argv = [write("small.csv", SMALL), "--project", projectId, ...COLUMNS, ...PRICES];
  expect(await runImport(argv, "postgres://nobody@127.0.0.1:1/none")).toEqual({
    exitCode: 1,
    stdout: "",
    stderr:
      "The database does not answer. Run the same command again when it does: nothing is recorded twice.\n",
  });
});

test("--help shows the options and an example", async () => {
  const { exitCode, stdout } = await runImport(["--help"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("--input-price 3 --output-price 15");
  expect(stdout).toContain("--cache-counts beside");
});
