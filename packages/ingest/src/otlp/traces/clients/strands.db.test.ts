import { makeProject, testDatabase } from "@ai-cost/db/testing";
import {
  Agent,
  type BaseModelConfig,
  Model,
  type ModelStreamEvent,
  tool,
} from "@strands-agents/sdk";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { startTracing } from "../../../testing/otlp/tracing";

const database = testDatabase();
const { db, sql } = database;
let projectId: string;
beforeEach(async () => {
  projectId = await makeProject(db);
});

/** A mock model that makes a number of tool calls and then gives its final response or fails. */
class LocalModel extends Model<BaseModelConfig> {
  #calls = 0;

  constructor(
    readonly toolCalls: number,
    readonly end: "answers" | "fails" = "answers",
  ) {
    super();
  }

  getConfig = () => ({ modelId: "claude-sonnet-4-5" });
  updateConfig = () => {};

  async *stream(): AsyncGenerator<ModelStreamEvent> {
    this.#calls += 1;
    const callsTool = this.#calls <= this.toolCalls;
    if (!callsTool && this.end === "fails") throw new Error("The model failed.");
    yield { type: "modelMessageStartEvent", role: "assistant" };
    if (callsTool) {
      const start = { type: "toolUseStart", name: "look", toolUseId: `t${this.#calls}` } as const;
      yield { type: "modelContentBlockStartEvent", start };
      yield {
        type: "modelContentBlockDeltaEvent",
        delta: { type: "toolUseInputDelta", input: "{}" },
      };
    } else {
      yield { type: "modelContentBlockStartEvent" };
      yield { type: "modelContentBlockDeltaEvent", delta: { type: "textDelta", text: "done" } };
    }
    yield { type: "modelContentBlockStopEvent" };
    yield { type: "modelMessageStopEvent", stopReason: callsTool ? "toolUse" : "endTurn" };
    // Bedrock's input count excludes cached tokens, and its total includes them.
    const usage = { inputTokens: 40, cacheReadInputTokens: 60, outputTokens: 20, totalTokens: 120 };
    yield { type: "modelMetadataEvent", usage };
  }
}

const look = tool({
  name: "look",
  description: "Looks around.",
  inputSchema: z.object({}),
  callback: () => "nothing there",
});

const agents = () => sql`
  select agent_type as agent, completed_jobs::int as completed, failed_jobs::int as failed,
    input_tokens::int as input, output_tokens::int as output
  from monthly_agent_spend where project_id = ${projectId} and jobs > 0 order by agent_type`;

test("an agent's invocation names and ends the job of its calls, and its own usage is not counted", async () => {
  const tracing = await startTracing(database, projectId);
  const agent = new Agent({
    name: "Research Agent",
    model: new LocalModel(1),
    tools: [look],
    printer: false,
  });
  await agent.invoke("Look around.");
  await tracing.end();
  expect([...(await agents())]).toMatchObject([
    { agent: "research", failed: 0, input: 200, output: 40 },
  ]);
  const charges = await sql`
    select provider, model, cache_read_tokens::int as "cacheRead", source from credit_transactions
    where project_id = ${projectId}`;
  expect([...charges]).toEqual(
    Array.from({ length: 2 }, () => ({
      provider: null,
      model: "claude-sonnet-4-5",
      cacheRead: 60,
      source: expect.stringMatching(/^otlp-traces strands-agents@/),
    })),
  );
  expect(tracing).toMatchObject({ statuses: [200], logged: [] });
});

test("an agent that another agent calls has a job of its own", async () => {
  const tracing = await startTracing(database, projectId);
  const inner = new Agent({ name: "Tester", model: new LocalModel(0), printer: false });
  const delegate = tool({
    name: "look",
    description: "Asks the tester.",
    inputSchema: z.object({}),
    callback: async () => `${await inner.invoke("Test it.")}`,
  });
  const outer = new Agent({
    name: "planner",
    model: new LocalModel(1),
    tools: [delegate],
    printer: false,
  });
  await outer.invoke("Plan it.");
  await tracing.end();
  expect([...(await agents())]).toMatchObject([
    { agent: "planner", input: 200 },
    { agent: "testing", completed: 1, input: 100 },
  ]);
});

test("an agent that fails leaves a failed job with the usage of its calls", async () => {
  const tracing = await startTracing(database, projectId);
  const model = new LocalModel(1, "fails");
  const agent = new Agent({ name: "Release manager", model, tools: [look], printer: false });
  await expect(agent.invoke("Release it.")).rejects.toThrow();
  await tracing.end();
  expect([...(await agents())]).toEqual([
    { agent: "release", completed: 0, failed: 1, input: 100, output: 20 },
  ]);
});
