import { readAll } from "./openai-cases.mjs";
import { PROMPT } from "./run-cases.mjs";

const messages = [{ role: "user", content: PROMPT }];
const input_schema = { type: "object", properties: { q: { type: "string" } }, required: ["q"] };
const tools = [{ name: "look", input_schema }];

/**
 * The cases that call a model with Anthropic's SDK. `newClient` makes a client with the given options.
 *
 * @param {(options: object) => import("@anthropic-ai/sdk").Anthropic} newClient
 */
export function anthropicCases(newClient) {
  const clientAt = (url) => newClient({ baseURL: url, apiKey: "none", maxRetries: 0 });
  const create = (url, options) =>
    clientAt(url).messages.create({
      model: "claude-sonnet-4-5",
      max_tokens: 100,
      messages,
      ...options,
    });
  return {
    chat: create,
    cached: create,
    "cached-hour": create,
    failed: create,
    "tool-loop": async (url) => {
      const { role, content } = await create(url, { tools });
      const result = { type: "tool_result", tool_use_id: content[0].id, content: "found" };
      const next = [...messages, { role, content }, { role: "user", content: [result] }];
      await create(url, { tools, messages: next });
    },
    stream: async (url) => readAll(await create(url, { stream: true })),
    "cached-stream": async (url) => readAll(await create(url, { stream: true })),
    "message-stream": (url) =>
      clientAt(url)
        .messages.stream({ model: "claude-sonnet-4-5", max_tokens: 100, messages })
        .finalMessage(),
  };
}
