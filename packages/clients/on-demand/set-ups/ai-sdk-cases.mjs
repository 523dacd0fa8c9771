import { z } from "zod";
import { readAll } from "../../set-ups/openai-cases.mjs";
import { PROMPT } from "../../set-ups/run-cases.mjs";

/**
 * The cases that call a model with the AI SDK.
 *
 * @param {{ generateText: Function, streamText: Function, embed: Function, tool: Function }} sdk
 * @param {{ openai: (url: string) => any, anthropic: (url: string) => any }} providers
 * @param {object} telemetry The options that turn the SDK's spans on.
 * @param {{ tool: object, loop: object }} options How this version names a tool's schema and the loop.
 */
export function aiSdkCases(sdk, providers, telemetry, options) {
  const look = sdk.tool({ ...options.tool, execute: async () => "found" });
  const gpt = (url, name = "gpt-4o") => providers.openai(url).chat(name);
  const generate = (model, more) =>
    sdk.generateText({ model, prompt: PROMPT, maxRetries: 0, ...telemetry, ...more });
  const claude = (url) => generate(providers.anthropic(url)("claude-sonnet-4-5"));
  return {
    chat: (url) => generate(gpt(url)),
    cached: (url) => generate(gpt(url)),
    failed: (url) => generate(gpt(url)),
    reasoning: (url) => generate(gpt(url, "gpt-5")),
    responses: (url) => generate(providers.openai(url).responses("gpt-5")),
    "cached-responses": (url) => generate(providers.openai(url).responses("gpt-5")),
    "tool-loop": (url) => generate(gpt(url), { ...options.loop, tools: { look } }),
    stream: (url) =>
      readAll(sdk.streamText({ model: gpt(url), prompt: PROMPT, ...telemetry }).textStream),
    "stream-with-tools": (url) => {
      const stream = { model: gpt(url), prompt: PROMPT, tools: { look }, ...options.loop };
      return readAll(sdk.streamText({ ...stream, ...telemetry }).textStream);
    },
    embedding: (url) =>
      sdk.embed({
        model: providers.openai(url).textEmbeddingModel("text-embedding-3-small"),
        value: PROMPT,
        ...telemetry,
      }),
    "claude-chat": claude,
    "cached-claude": claude,
    "cached-hour": claude,
  };
}

export const QUESTION = z.object({ q: z.string() });
