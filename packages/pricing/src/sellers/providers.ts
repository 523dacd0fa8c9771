/**
 * The companies that sell model calls, each with every name that reports use for it: the names in the
 * semantic conventions of OpenTelemetry, the AI SDK, LiteLLM and the instrumentation libraries. Names are
 * in lower case, with `-` for `_` and spaces. The key is the canonical name. It is the provider's name in
 * the price table, if the table has the provider. The canonical name is part of the idempotency keys of
 * charges, so an entry must never change; otherwise a report that is sent again would be counted twice.
 */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["open-ai", "text-completion-openai"],
  anthropic: ["anthropic-text"],
  // Google's two APIs have the same prices, and the reported name `gcp.gen_ai` can mean either of them.
  google: [
    "gcp",
    "gemini",
    "vertex",
    "vertexai",
    "vertex-ai",
    "vertex-ai-beta",
    "google-ai-studio",
    "google-genai",
    "google-genai-ai",
    "google-generative-ai",
    "google-gla",
    "google-vertex",
    "google-vertexai",
  ],
  azure: ["az", "azure-ai", "azure-openai", "azureopenai", "azure-text"],
  aws: ["amazon", "amazon-bedrock", "aws-bedrock", "bedrock", "bedrock-converse"],
  "x-ai": ["xai", "grok"],
  mistral: ["mistralai", "mistral-ai", "codestral", "text-completion-codestral"],
  groq: [],
  deepseek: [],
  cohere: ["cohere-chat"],
  perplexity: ["perplexity-ai"],
  together: ["togetherai", "together-ai"],
  fireworks: ["fireworksai", "fireworks-ai"],
  cerebras: [],
  openrouter: ["open-router"],
  moonshotai: ["moonshot", "moonshot-ai"],
  minimax: [],
  zai: ["z-ai"],
  zhipuai: ["zhipu"],
  voyageai: ["voyage", "voyage-ai"],
  cloudflare: ["cloudflare-workers-ai", "workers-ai", "workersai"],
  "github-copilot": ["copilot"],
  novita: ["novita-ai"],
  baseten: [],
  ovhcloud: [],
  ai21: ["ai21-chat"],
  alibaba: ["dashscope"],
  databricks: [],
  deepinfra: [],
  huggingface: ["hugging-face"],
  ibm: ["watsonx", "watsonx-text"],
  nvidia: ["nvidia-nim"],
  ollama: ["ollama-chat"],
  replicate: [],
  sambanova: [],
  vllm: ["hosted-vllm"],
  // These are gateways. For their calls, the model's name says which company sold the call.
  litellm: ["litellm-proxy"],
  vercel: ["gateway", "vercel-ai-gateway"],
};

/** The canonical names of all sellers. */
export const SELLERS: readonly string[] = Object.keys(PROVIDERS);

const NAME_BY_ALIAS = new Map(
  Object.entries(PROVIDERS).flatMap(([name, aliases]) =>
    [name, ...aliases].map((alias) => [alias, name] as const),
  ),
);

/**
 * Returns the canonical name of a provider: `openai` for `openai.chat` and `OpenAI`. Null for a provider
 * that is not in the list.
 */
export function knownProvider(reported: string): string | null {
  const alias = reported
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  const [product = ""] = alias.split(".");
  return NAME_BY_ALIAS.get(alias) ?? NAME_BY_ALIAS.get(product) ?? null;
}

/**
 * Returns the same name for a provider whichever client reports it, so that two reports of one call are
 * recognised as equal. A provider that is not in the list keeps its reported name in lower case. Returns
 * null when the report names no provider.
 */
export function canonicalProvider(reported: string | null): string | null {
  if (reported === null) return null;
  return knownProvider(reported) ?? (reported.trim().toLowerCase() || null);
}
