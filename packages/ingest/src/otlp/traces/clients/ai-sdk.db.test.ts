import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { trace } from "@opentelemetry/api";
import { embedMany, generateText, simulateReadableStream, stepCountIs, streamText, tool } from "ai";
import { MockEmbeddingModelV3, MockLanguageModelV3 } from "ai/test";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { startTracing } from "../../../testing/otlp/tracing";

const database = testDatabase();
const { db, sql } = database;
let projectId: string;
beforeEach(async () => {
  projectId = await makeProject(db);
});

const SECRET = "what-was-said";
const usage = {
  inputTokens: { total: 100, noCache: 30, cacheRead: 60, cacheWrite: 10 },
  outputTokens: { total: 40, text: 25, reasoning: 15 },
};
const finish = (unified: "stop" | "tool-calls") => ({ unified, raw: unified });

/** A mock model that first calls a tool and then answers. */
function twoStepModel() {
  let calls = 0;
  return new MockLanguageModelV3({
    provider: "anthropic.messages",
    modelId: "claude-sonnet-4-5",
    doGenerate: async () => {
      calls += 1;
      return {
        response: { id: `msg_0123456789abcdefghij${calls}`, modelId: "claude-sonnet-4-5-20250929" },
        usage,
        warnings: [],
        ...(calls === 1
          ? {
              finishReason: finish("tool-calls"),
              content: [
                {
                  type: "tool-call",
                  toolCallId: "t1",
                  toolName: "look",
                  input: `{"at":"${SECRET}"}`,
                },
              ],
            }
          : { finishReason: finish("stop"), content: [{ type: "text", text: SECRET }] }),
      };
    },
  });
}

const look = tool({ inputSchema: z.object({ at: z.string() }), execute: async () => SECRET });

const chargesOf = () => sql`
  select job.agent_type as agent, job.status, charge.provider, charge.model, run.external_id as run,
    charge.input_tokens::int as input, charge.cache_read_tokens::int as "cacheRead",
    charge.cache_write_tokens::int as "cacheWrite", charge.output_tokens::int as output,
    charge.reasoning_tokens::int as reasoning, charge.idempotency_key as key, charge.source
  from credit_transactions charge
  join agent_jobs job on job.project_id = charge.project_id and job.id = charge.agent_job_id
  join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
  where charge.project_id = ${projectId} order by charge.idempotency_key`;

const jobsOf = async () =>
  (await sql`select count(*)::int as jobs from agent_jobs where project_id = ${projectId}`)[0]
    ?.jobs;

test("a text that is generated in two steps with a tool is two calls of one job, and the outer span is not counted", async () => {
  const tracing = await startTracing(database, projectId);
  await generateText({
    model: twoStepModel(),
    prompt: SECRET,
    tools: { look },
    stopWhen: stepCountIs(3),
    experimental_telemetry: {
      isEnabled: true,
      functionId: "Research Agent",
      metadata: { sessionId: "a session" },
    },
  });
  await tracing.end();
  const call = {
    agent: "research",
    status: "completed",
    provider: "anthropic",
    model: "claude-sonnet-4-5-20250929",
    run: "a session",
    input: 100,
    cacheRead: 60,
    cacheWrite: 10,
    output: 40,
    reasoning: 15,
    source: expect.stringMatching(/^otlp-traces ai@/),
  };
  expect([...(await chargesOf())]).toEqual([
    { ...call, key: "response/msg_0123456789abcdefghij1" },
    { ...call, key: "response/msg_0123456789abcdefghij2" },
  ]);
  expect(await jobsOf()).toBe(1);
  expect(tracing).toMatchObject({ statuses: [200], logged: [] });
});

test("a stream is counted when it ends", async () => {
  const tracing = await startTracing(database, projectId);
  const { textStream } = streamText({
    model: new MockLanguageModelV3({
      provider: "openai.responses",
      modelId: "gpt-4o",
      doStream: async () => ({
        stream: simulateReadableStream({
          chunks: [
            {
              type: "response-metadata",
              id: "resp_0123456789abcdef0123",
              modelId: "gpt-4o-2024-08-06",
            },
            { type: "text-start", id: "1" },
            { type: "text-delta", id: "1", delta: SECRET },
            { type: "text-end", id: "1" },
            { type: "finish", finishReason: finish("stop"), usage },
          ],
        }),
      }),
    }),
    prompt: SECRET,
    experimental_telemetry: { isEnabled: true },
  });
  for await (const _ of textStream);
  await tracing.end();
  expect([...(await chargesOf())]).toMatchObject([
    {
      status: "completed",
      provider: "openai",
      model: "gpt-4o-2024-08-06",
      input: 100,
      output: 40,
      key: "response/resp_0123456789abcdef0123",
    },
  ]);
});

test("a failed call costs nothing, and the step before it belongs to a failed job", async () => {
  const tracing = await startTracing(database, projectId);
  const working = twoStepModel();
  let calls = 0;
  const model = new MockLanguageModelV3({
    provider: "anthropic.messages",
    modelId: "claude-sonnet-4-5",
    doGenerate: (options) => {
      calls += 1;
      if (calls === 2) throw new Error(SECRET);
      return working.doGenerate(options);
    },
  });
  const failing = generateText({
    model,
    prompt: "x",
    maxRetries: 0,
    tools: { look },
    stopWhen: stepCountIs(3),
    experimental_telemetry: { isEnabled: true, functionId: "Tester" },
  });
  await expect(failing).rejects.toThrow(SECRET);
  await tracing.end();
  expect([...(await chargesOf())]).toMatchObject([
    { agent: "testing", status: "failed", input: 100 },
  ]);
  expect(tracing.statuses).toEqual([200]);
});

test("embeddings are counted by their inner calls and named by the program's own agent above", async () => {
  const tracing = await startTracing(database, projectId);
  const tracer = trace.getTracer("my-program");
  const attributes = { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "Librarian" };
  await tracer.startActiveSpan("invoke_agent Librarian", { attributes }, async (span) => {
    await embedMany({
      model: new MockEmbeddingModelV3({
        provider: "openai.embedding",
        modelId: "text-embedding-3-small",
        maxEmbeddingsPerCall: 2,
        doEmbed: async ({ values }) => ({
          embeddings: values.map(() => [0.1, 0.2]),
          usage: { tokens: 7 * values.length },
          warnings: [],
        }),
      }),
      values: [SECRET, SECRET, SECRET],
      experimental_telemetry: { isEnabled: true },
    });
    span.end();
  });
  await tracing.end();
  const charges = await chargesOf();
  expect(charges.map(({ input, output }) => [input, output]).sort()).toEqual([
    [14, 0],
    [7, 0],
  ]);
  expect(charges[0]).toMatchObject({
    agent: "librarian",
    status: "completed",
    provider: "openai",
    model: "text-embedding-3-small",
  });
  expect(await jobsOf()).toBe(1);
});
