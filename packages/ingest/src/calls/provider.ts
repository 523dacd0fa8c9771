/**
 * Sellers of model calls, each by every name that reports give it: the semantic conventions',
 * the AI SDK's, LiteLLM's, the instrumentations'. In lower case, with `-` for `_` and spaces. The
 * name that stands first is ours; where the price table sells the provider's models, it is the
 * table's too. It is part of charges' keys, so one that has been here never changes: a report that
 * is sent again would count again.
 */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  openai: ["open-ai", "text-completion-openai"],
  anthropic: ["anthropic-text"],
  // Google's own two doors sell alike, and `gcp.gen_ai` does not say which one it was.
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
  // Gateways: the model's name says whose it is.
  litellm: ["litellm-proxy"],
  vercel: ["gateway", "vercel-ai-gateway"],
};

const NAME_BY_ALIAS = new Map(
  Object.entries(PROVIDERS).flatMap(([name, aliases]) =>
    [name, ...aliases].map((alias) => [alias, name] as const),
  ),
);

/** Our name for a provider that is in the table, or null: `openai.chat` and `OpenAI` are `openai`. */
export function knownProvider(reported: string): string | null {
  const alias = reported
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  const [product = ""] = alias.split(".");
  return NAME_BY_ALIAS.get(alias) ?? NAME_BY_ALIAS.get(product) ?? null;
}

/**
 * One name for a provider, whoever reports it, so that two reports of one call meet. A provider that
 * nobody has listed stays as it was reported, in lower case. Null when the report names none.
 */
export function canonicalProvider(reported: string | null): string | null {
  if (reported === null) return null;
  return knownProvider(reported) ?? (reported.trim().toLowerCase() || null);
}
