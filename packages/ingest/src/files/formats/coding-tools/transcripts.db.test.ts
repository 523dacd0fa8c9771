import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { recordCalls } from "../../../calls/record-calls";
import { temporaryFolder } from "../../../testing/import-csv";
import { importExports } from "../../../testing/import-exports";
import { reportedCall } from "../../../testing/reported-call";

const NOW = new Date("2026-12-01T12:00:00Z");
const database = testDatabase();
const { folder, write } = temporaryFolder();
let projectId = "";
let directory = "";

beforeEach(async (test) => {
  projectId = await makeProject(database.db);
  directory = test.task.id.replaceAll(/\W/g, "");
});

const target = () => ({ db: database.tenantOf(projectId), projectId, clock: () => NOW });
const importFiles = (...paths: string[]) => importExports(paths, target());
const importFolder = () => importFiles(join(folder, directory));

/** Writes a file with one JSON object on each line into the folder of the test. */
function writeLines(name: string, lines: readonly (object | string)[]): string {
  const path = join(directory, name);
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  return write(
    path,
    lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
  );
}

const stored = () => database.sql`
  select call.model, call.provider, call.amount_micro_usd as amount, call.occurred_at as at,
    call.input_tokens as input, call.cache_read_tokens as read, call.cache_write_tokens as write,
    call.cache_write_1h_tokens as "write1h", call.output_tokens as output,
    call.reasoning_tokens as reasoning, call.service_tier as tier, run.external_id as run,
    job.agent_name as agent
  from credit_transactions call
  join agent_jobs job on job.project_id = call.project_id and job.id = call.agent_job_id
  join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
  where call.project_id = ${projectId} and call.kind = 'deduction' order by call.occurred_at, call.model`;

describe("Claude Code", () => {
  const message = (id: string, output: number, change: object = {}, usage: object = {}) => ({
    type: "assistant",
    sessionId: "session-1",
    uuid: `${id}-${output}`,
    requestId: `req_${id}`,
    timestamp: "2026-11-24T10:00:02.000Z",
    message: {
      id,
      model: "claude-sonnet-4-5-20250929",
      role: "assistant",
      content: [{ type: "text", text: "SECRET" }],
      usage: {
        input_tokens: 10,
        cache_creation_input_tokens: 1000,
        cache_read_input_tokens: 2000,
        output_tokens: output,
        service_tier: "standard",
        ...usage,
      },
    },
    ...change,
  });
  const USER = { type: "user", sessionId: "session-1", message: { role: "user", content: "hi" } };
  const SUMMARY = { type: "summary", summary: "A talk", leafUuid: "x" };

  test("each response counts once, with its last figures and under its own agent", async () => {
    writeLines("p/session-1.jsonl", [
      SUMMARY,
      USER,
      message("msg_01AAAAAAAAAAAAAAAAAAAAAA", 3),
      message("msg_01AAAAAAAAAAAAAAAAAAAAAA", 3),
      message("msg_01AAAAAAAAAAAAAAAAAAAAAA", 350),
      message("msg_01BBBBBBBBBBBBBBBBBBBBBB", 20, { isSidechain: true, agentId: "a1" }),
    ]);
    writeLines("p/session-1/subagents/agent-a2.jsonl", [
      message("msg_01CCCCCCCCCCCCCCCCCCCCCC", 30, { isSidechain: true, agentId: "a2" }),
    ]);
    write(join(directory, "p/session-1/subagents/agent-a2.meta.json"), '{"agentType":"Explore"}');
    const result = await importFolder();
    expect(result).toMatchObject({ rejected: [], problems: [], skipped: 1 });
    expect(result.totals).toMatchObject({ rowsRead: 3, recorded: 3, outputTokens: 400n });
    const calls = await stored();
    expect(calls.map(({ output, agent, run }) => ({ output, agent, run }))).toEqual(
      expect.arrayContaining([
        { output: 350n, agent: "Claude Code", run: "session-1" },
        { output: 20n, agent: "Claude Code subagent", run: "session-1" },
        { output: 30n, agent: "Explore", run: "session-1" },
      ]),
    );
    // 10 tokens at $3, 1,000 at $3.75, 2,000 at $0.30 and 350 at $15 per million.
    expect(calls.find(({ output }) => output === 350n)).toMatchObject({
      input: 3010n,
      read: 2000n,
      write: 1000n,
      amount: 30n + 3750n + 600n + 5250n,
      provider: "anthropic",
    });
  });

  test("a session that goes on, and one that repeats another session's calls, count each call once", async () => {
    const first = message("msg_01AAAAAAAAAAAAAAAAAAAAAA", 3);
    const path = writeLines("a.jsonl", [USER, first]);
    await importFiles(path);
    writeLines("a.jsonl", [USER, message("msg_01AAAAAAAAAAAAAAAAAAAAAA", 9)]);
    writeLines("b.jsonl", [
      USER,
      { ...first, sessionId: "session-2", timestamp: "2026-11-24T12:00:00.000Z" },
    ]);
    const { totals } = await importFolder();
    expect(totals).toMatchObject({ rejected: 0 });
    expect(
      await database.sql`
      select sum(output_tokens)::int as output, count(*) filter (where kind = 'deduction')::int as calls
      from credit_transactions where project_id = ${projectId}`,
    ).toEqual([{ output: 9, calls: 1 }]);
  });

  test("a resumed session repeats an earlier session's calls, and no row is rejected", async () => {
    const first = message("msg_01AAAAAAAAAAAAAAAAAAAAAA", 9);
    const resumed = { ...first, sessionId: "session-2" };
    writeLines("a.jsonl", [USER, first]);
    writeLines("b.jsonl", [USER, resumed]);
    writeLines("c.jsonl", [USER, { ...resumed, timestamp: "2026-11-24T12:00:00.000Z" }]);
    const { totals, rejected } = await importFolder();
    expect({ ...totals, rejected }).toMatchObject({ recorded: 1, duplicate: 2, rejected: [] });
  });

  test("cache writes count when only their parts are reported", async () => {
    const parts = {
      cache_creation_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 400, ephemeral_1h_input_tokens: 600 },
    };
    const path = writeLines("parts.jsonl", [message("msg_01NNNNNNNNNNNNNNNNNNNNNN", 1, {}, parts)]);
    expect(await importFiles(path)).toMatchObject({ rejected: [] });
    expect(await stored()).toMatchObject([{ input: 3010n, write: 1000n, write1h: 600n }]);
  });

  test("a call that was reported live counts once", async () => {
    const id = "msg_01DDDDDDDDDDDDDDDDDDDDDD";
    await recordCalls({ ...target(), now: NOW }, [
      reportedCall({ responseId: id, source: "otlp-traces test" }),
    ]);
    const { totals } = await importFiles(writeLines("live.jsonl", [message(id, 50)]));
    expect(totals).toMatchObject({ recorded: 0, duplicate: 1 });
  });

  test("cache writes of an hour, the batch tier and other sellers are read", async () => {
    const hour = {
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 1000 },
    };
    await importFiles(
      writeLines("kinds.jsonl", [
        message("msg_01EEEEEEEEEEEEEEEEEEEEEE", 1, {}, hour),
        message("msg_bdrk_01FFFFFFFFFFFFFFFFFFFF", 2),
        message("msg_vrtx_01GGGGGGGGGGGGGGGGGGGG", 3, {}, { service_tier: "batch" }),
      ]),
    );
    const calls = await stored();
    expect(calls.sort((one, other) => Number(one.output - other.output))).toMatchObject([
      { write: 1000n, write1h: 1000n, provider: "anthropic" },
      { provider: "aws", write1h: null },
      { provider: "google", tier: "batch" },
    ]);
  });

  test("messages that Claude Code writes itself, and lines without usage, are no calls", async () => {
    const synthetic = message("msg_02", 0, {}, { input_tokens: 0 });
    synthetic.message.model = "<synthetic>";
    const path = writeLines("none.jsonl", [USER, synthetic, SUMMARY]);
    expect(await importFiles(path)).toMatchObject({
      titles: ["Claude Code transcript"],
      totals: { rowsRead: 0 },
      rejected: [],
    });
  });

  test("a truncated line and a line without a time are listed, and the other lines are recorded", async () => {
    const whole = message("msg_01HHHHHHHHHHHHHHHHHHHHHH", 5);
    const path = writeLines("cut.jsonl", [
      whole,
      message("msg_01IIIIIIIIIIIIIIIIIIIIII", 5, { timestamp: null }),
      JSON.stringify(whole).slice(0, -20),
    ]);
    const { totals, rejected } = await importFiles(path);
    expect(totals).toMatchObject({ recorded: 1, rejected: 2 });
    expect(rejected).toEqual([
      "2: the time is empty",
      "3: it is not a complete JSON object; the line may be cut off",
    ]);
  });

  test("a new kind of tokens is refused by its name until it is ignored", async () => {
    const path = writeLines("new.jsonl", [
      message("msg_01JJJJJJJJJJJJJJJJJJJJJJ", 5, {}, { video_input_tokens: 0 }),
      message("msg_01KKKKKKKKKKKKKKKKKKKKKK", 5, {}, { video_input_tokens: 7 }),
    ]);
    const { problems } = await importFiles(path);
    expect(problems).toEqual([expect.stringContaining('--ignore "video_input_tokens"')]);
    const ignoring = { ...target(), ignoredColumns: ["video_input_tokens"] };
    expect(await importExports([path], ignoring)).toMatchObject({ problems: [], rejected: [] });
  });

  test("prompts and responses are not stored", async () => {
    await importFiles(writeLines("secret.jsonl", [message("msg_01LLLLLLLLLLLLLLLLLLLLLL", 5)]));
    expect(JSON.stringify(await stored(), (_, value) => String(value))).not.toContain("SECRET");
  });
});

describe("Codex", () => {
  const line = (type: string, payload: object, second = 0) => ({
    timestamp: new Date(Date.UTC(2026, 10, 24, 10, 0, second)).toISOString(),
    type,
    payload,
  });
  const usage = (input: number, cached: number, output: number, reasoning = 0) => ({
    input_tokens: input,
    cached_input_tokens: cached,
    output_tokens: output,
    reasoning_output_tokens: reasoning,
    total_tokens: input + output,
  });
  const count = (second: number, total: object | null, last: object | null) =>
    line(
      "event_msg",
      { type: "token_count", info: total && { total_token_usage: total, last_token_usage: last } },
      second,
    );
  const META = line("session_meta", { id: "0199-a", cwd: "/w", model_provider: "openai" });
  const context = (model: string) => line("turn_context", { model, turn_id: `turn ${model}` });

  test("each call counts once, at the model of its turn", async () => {
    const path = writeLines("rollout-1.jsonl", [
      META,
      context("gpt-5-codex"),
      count(1, null, null),
      count(2, usage(1000, 400, 100, 60), usage(1000, 400, 100, 60)),
      count(3, usage(1000, 400, 100, 60), usage(1000, 400, 100, 60)),
      context("gpt-5"),
      count(9, usage(3000, 1400, 150, 70), usage(2000, 1000, 50, 10)),
    ]);
    const { totals, titles } = await importFiles(path);
    expect(titles).toEqual(["Codex session"]);
    expect(totals).toMatchObject({ recorded: 2, rejected: 0 });
    expect(await stored()).toMatchObject([
      // 600 tokens at $1.25, 400 at $0.125 and 100 at $10 per million.
      {
        model: "gpt-5-codex",
        input: 1000n,
        read: 400n,
        output: 100n,
        reasoning: 60n,
        amount: 1800n,
      },
      { model: "gpt-5", input: 2000n, read: 1000n, output: 50n, reasoning: 10n, run: "0199-a" },
    ]);
    expect((await importFiles(path)).totals).toMatchObject({ recorded: 0, duplicate: 2 });
  });

  test("a new kind of tokens is refused by its name", async () => {
    const total = { ...usage(1000, 0, 100), video_input_tokens: 7 };
    const path = writeLines("rollout-new.jsonl", [META, context("gpt-5"), count(2, total, total)]);
    const { problems } = await importFiles(path);
    expect(problems).toEqual([expect.stringContaining('--ignore "video_input_tokens"')]);
  });

  test("without the usage of the last call, the difference of the totals counts", async () => {
    await importFiles(
      writeLines("rollout-2.jsonl", [
        META,
        context("gpt-5"),
        count(2, usage(1000, 0, 100), null),
        count(3, usage(1500, 200, 130), null),
      ]),
    );
    expect(await stored()).toMatchObject([
      { input: 1000n },
      { input: 500n, read: 200n, output: 30n },
    ]);
  });

  test("the copy of a session at the beginning of a subagent's session is not counted again", async () => {
    const own = usage(1000, 0, 100);
    writeLines("rollout-3.jsonl", [META, context("gpt-5"), count(2, own, own)]);
    const spawn = { thread_spawn: { parent_thread_id: "0199-a", agent_role: "explorer" } };
    writeLines("rollout-4.jsonl", [
      line("session_meta", { id: "0199-b", source: { subagent: spawn } }, 30),
      { ...META, timestamp: line("", {}, 30).timestamp },
      context("gpt-5"),
      count(30, own, own),
      count(40, usage(1700, 0, 120), usage(700, 0, 20)),
    ]);
    const { totals } = await importFolder();
    expect(totals).toMatchObject({ recorded: 2, inputTokens: 1700n });
    expect(await stored()).toMatchObject([
      { agent: "Codex" },
      { agent: "explorer", run: "0199-a", input: 700n },
    ]);
  });
});
