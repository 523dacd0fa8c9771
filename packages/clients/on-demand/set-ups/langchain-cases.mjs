import { ChatAnthropic } from "@langchain/anthropic";
import { tool } from "@langchain/core/tools";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { z } from "zod";
import { readAll } from "../../set-ups/openai-cases.mjs";
import { PROMPT } from "../../set-ups/run-cases.mjs";

const look = tool(async () => "found", {
  name: "look",
  description: "Looks.",
  schema: z.object({ q: z.string() }),
});

/**
 * The cases that call a model with LangChain and LangGraph.
 *
 * @param {object} [options] The options of each call, such as its callbacks.
 */
export function langChainCases(options = {}) {
  const gpt = (url, model = "gpt-4o", more = {}) =>
    new ChatOpenAI({
      model,
      apiKey: "none",
      maxRetries: 0,
      configuration: { baseURL: `${url}/v1` },
      ...more,
    });
  const chat = (url) => gpt(url).invoke(PROMPT, options);
  const claude = (url) =>
    new ChatAnthropic({
      model: "claude-sonnet-4-5",
      apiKey: "none",
      maxRetries: 0,
      anthropicApiUrl: url,
    }).invoke(PROMPT, options);
  return {
    chat,
    cached: chat,
    failed: chat,
    reasoning: (url) => gpt(url, "gpt-5").invoke(PROMPT, options),
    responses: (url) => gpt(url, "gpt-5", { useResponsesApi: true }).invoke(PROMPT, options),
    stream: async (url) => readAll(await gpt(url).stream(PROMPT, options)),
    "stream-without-usage": async (url) =>
      readAll(await gpt(url, "gpt-4o", { streamUsage: false }).stream(PROMPT, options)),
    "tool-loop": (url) =>
      createReactAgent({ llm: gpt(url), tools: [look], name: "docs_agent" }).invoke(
        { messages: [{ role: "user", content: PROMPT }] },
        options,
      ),
    embedding: (url) =>
      new OpenAIEmbeddings({
        model: "text-embedding-3-small",
        apiKey: "none",
        configuration: { baseURL: `${url}/v1` },
      }).embedQuery(PROMPT),
    "claude-chat": claude,
    "cached-claude": claude,
    "cached-hour": claude,
  };
}
