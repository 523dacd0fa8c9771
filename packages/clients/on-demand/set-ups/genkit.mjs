import { openAI } from "@genkit-ai/compat-oai/openai";
import { genkit, z } from "genkit";
import { PROMPT, runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";

const tracing = startTracing();
const at = (url) => {
  const ai = genkit({ plugins: [openAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 })] });
  const model = openAI.model("gpt-4o");
  const look = ai.defineTool(
    { name: "look", description: "Looks.", inputSchema: z.object({ q: z.string() }) },
    async () => "found",
  );
  return { ai, model, look };
};
const chat = (url) => {
  const { ai, model } = at(url);
  return ai.generate({ model, prompt: PROMPT });
};
await runCases({
  chat,
  cached: chat,
  failed: chat,
  "tool-loop": (url) => {
    const { ai, model, look } = at(url);
    return ai.defineFlow("tester", () => ai.generate({ model, prompt: PROMPT, tools: [look] }))();
  },
  stream: (url) => {
    const { ai, model } = at(url);
    return ai.generateStream({ model, prompt: PROMPT }).response;
  },
  embedding: (url) =>
    at(url).ai.embed({ embedder: openAI.embedder("text-embedding-3-small"), content: PROMPT }),
});
await tracing.shutdown();
