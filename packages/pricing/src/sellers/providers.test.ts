import { expect, test } from "vitest";
import { canonicalProvider } from "./providers";

/**
 * The names of each provider in the semantic conventions of OpenTelemetry, the AI SDK, LiteLLM and the
 * instrumentation libraries.
 */
const REPORTED: [canonical: string, names: string][] = [
  ["openai", "openai OpenAI openai.chat openai.responses openai.embedding text-completion-openai"],
  ["anthropic", "anthropic Anthropic anthropic.messages anthropic_text"],
  [
    "google",
    "gcp.gemini gcp.gen_ai gcp.vertex_ai gcp.vertex.agent gemini vertex_ai vertex_ai_beta VertexAI google.generative-ai google.vertex.chat vertex.anthropic.messages google-gla google-vertex google_genai",
  ],
  [
    "azure",
    "azure azure.ai.openai az.ai.openai azure.ai.inference azure.chat azure-openai.responses azure_ai azure_openai azure_text",
  ],
  ["aws", "aws.bedrock amazon-bedrock bedrock AWS amazon_bedrock bedrock_converse"],
  ["x-ai", "xai x_ai xai.chat grok"],
  ["mistral", "mistral_ai mistral mistral.chat mistralai MistralAI"],
  ["groq", "groq groq.chat Groq"],
  ["deepseek", "deepseek deepseek.chat"],
  ["cohere", "cohere cohere.chat cohere_chat"],
  ["perplexity", "perplexity perplexity.chat"],
  ["together", "together_ai togetherai.chat TogetherAI"],
  ["fireworks", "fireworks_ai fireworks.chat fireworks"],
  ["cerebras", "cerebras cerebras.chat"],
  ["openrouter", "openrouter openrouter.chat"],
  ["moonshotai", "moonshot moonshot_ai moonshotai.chat"],
  ["ibm", "ibm.watsonx.ai watsonx"],
  ["litellm", "litellm litellm_proxy"],
  ["vercel", "gateway vercel_ai_gateway"],
];

test.each(REPORTED)("%s is also reported as %s", (canonical, names) => {
  for (const name of names.split(" "))
    expect([name, canonicalProvider(name)]).toEqual([name, canonical]);
});

test("a canonical name is one of its own aliases", () => {
  for (const [canonical] of REPORTED) expect(canonicalProvider(canonical)).toBe(canonical);
});

test.each([
  ["Acme Inference", "acme inference"],
  ["custom_openai", "custom_openai"],
  ["my.gateway", "my.gateway"],
  ["  ", null],
  ["", null],
  [null, null],
])("a provider that is not in the table: %j becomes %j", (reported, canonical) => {
  expect(canonicalProvider(reported)).toBe(canonical);
});
