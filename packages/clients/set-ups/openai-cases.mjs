import { PROMPT } from "./run-cases.mjs";

const messages = [{ role: "user", content: PROMPT }];
const parameters = { type: "object", properties: { q: { type: "string" } }, required: ["q"] };
const tools = [{ type: "function", function: { name: "look", parameters } }];

/**
 * The cases that call a model with OpenAI's SDK. `newClient` makes a client with the given options.
 *
 * @param {(options: object) => import("openai").OpenAI} newClient
 */
export function openAiCases(newClient) {
  const clientAt = (url) => newClient({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 });
  const chat = (url, options) =>
    clientAt(url).chat.completions.create({ model: "gpt-4o", messages, ...options });
  return {
    chat,
    cached: chat,
    failed: chat,
    "tool-loop": async (url) => {
      const { choices } = await chat(url, { tools });
      const [call] = choices[0].message.tool_calls;
      const result = { role: "tool", tool_call_id: call.id, content: "found" };
      await chat(url, { tools, messages: [...messages, choices[0].message, result] });
    },
    stream: async (url) =>
      readAll(await chat(url, { stream: true, stream_options: { include_usage: true } })),
    "stream-without-usage": async (url) => readAll(await chat(url, { stream: true })),
    reasoning: (url) => chat(url, { model: "gpt-5" }),
    embedding: (url) =>
      clientAt(url).embeddings.create({ model: "text-embedding-3-small", input: PROMPT }),
    responses: (url) => clientAt(url).responses.create({ model: "gpt-5", input: PROMPT }),
    "cached-responses": (url) => clientAt(url).responses.create({ model: "gpt-5", input: PROMPT }),
    "responses-stream": async (url) =>
      readAll(
        await clientAt(url).responses.create({ model: "gpt-5", input: PROMPT, stream: true }),
      ),
  };
}

export async function readAll(stream) {
  for await (const _ of stream);
}
