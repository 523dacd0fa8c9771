/**
 * The companies that sell model calls, each with every name that reports give it: those of the
 * semantic conventions, the AI SDK, LiteLLM and the instrumentations, in lower case and with `-` for
 * `_` and spaces. The key is the canonical name, and the price table's name where the table has the
 * provider. It is part of the idempotency keys of charges, so an entry never changes: a report that is
 * sent again would count again.
 */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["open-ai", "text-completion-openai"],
  anthropic: ["anthropic-text"],
  // Google's two APIs have the same prices, and `gcp.gen_ai` does not say which of them served the call.
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
  // Gateways: the model's name says who sold the call.
  litellm: ["litellm-proxy"],
  vercel: ["gateway", "vercel-ai-gateway"],
};

/** The canonical names. */
export const SELLERS: readonly string[] = Object.keys(PROVIDERS);

const NAME_BY_ALIAS = new Map(
  Object.entries(PROVIDERS).flatMap(([name, aliases]) =>
    [name, ...aliases].map((alias) => [alias, name] as const),
  ),
);

/** The canonical name of a provider in the table, or null: `openai.chat` and `OpenAI` are `openai`. */
export function knownProvider(reported: string): string | null {
  const alias = reported
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  const [product = ""] = alias.split(".");
  return NAME_BY_ALIAS.get(alias) ?? NAME_BY_ALIAS.get(product) ?? null;
}

/**
 * One name for a provider, whichever client reports it, so that two reports of one call match. A
 * provider that the table does not have keeps its reported name, in lower case. Null when the report
 * names none.
 */
export function canonicalProvider(reported: string | null): string | null {
  if (reported === null) return null;
  return knownProvider(reported) ?? (reported.trim().toLowerCase() || null);
}
