import { z } from "zod";
import { PROMPT } from "../../set-ups/run-cases.mjs";

/**
 * The cases that call a model with Strands.
 *
 * @param {{ Agent: any, tool: Function }} sdk
 * @param {any} OpenAIModel
 */
export function strandsCases({ Agent, tool }, OpenAIModel) {
  const look = tool({
    name: "look",
    description: "Looks.",
    inputSchema: z.object({ q: z.string() }),
    callback: () => "found",
  });
  const invoke = (url, options) => {
    const model = new OpenAIModel({
      api: "chat",
      modelId: "gpt-4o",
      apiKey: "none",
      clientConfig: { baseURL: `${url}/v1`, maxRetries: 0 },
    });
    return new Agent({ name: "Tester", model, printer: false, ...options }).invoke(PROMPT);
  };
  return {
    chat: invoke,
    cached: invoke,
    failed: invoke,
    "tool-loop": (url) => invoke(url, { tools: [look] }),
  };
}
