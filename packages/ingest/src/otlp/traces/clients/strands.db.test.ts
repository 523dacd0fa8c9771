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
import { traced } from "../../../testing/otlp/tracing";

const database = testDatabase();
const { db, sql } = database;
let projectId: string;
beforeEach(async () => {
  projectId = await makeProject(db);
});

/** A model of this process: it asks for a tool as often as it is told to, then it answers or fails. */
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
    const asksForTool = this.#calls <= this.toolCalls;
    if (!asksForTool && this.end === "fails") throw new Error("the model is gone");
    yield { type: "modelMessageStartEvent", role: "assistant" };
    if (asksForTool) {
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
    yield { type: "modelMessageStopEvent", stopReason: asksForTool ? "toolUse" : "endTurn" };
    // As Bedrock counts: the input without the cache, the total with it.
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

test("an agent's calls are its own, named and completed by its invocation, whose usage repeats theirs", async () => {
  const tracing = await traced(database, projectId);
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
  expect(tracing).toMatchObject({ answers: [200], logged: [] });
});

test("an agent that an agent calls is a type of its own", async () => {
  const tracing = await traced(database, projectId);
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

test("an agent that fails leaves a failed job with what it had used", async () => {
  const tracing = await traced(database, projectId);
  const model = new LocalModel(1, "fails");
  const agent = new Agent({ name: "Release manager", model, tools: [look], printer: false });
  await expect(agent.invoke("Release it.")).rejects.toThrow();
  await tracing.end();
  expect([...(await agents())]).toEqual([
    { agent: "release", completed: 0, failed: 1, input: 100, output: 20 },
  ]);
});
