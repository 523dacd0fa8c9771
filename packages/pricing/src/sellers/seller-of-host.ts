/** The hosts of each seller's API. An entry also matches the subdomains of its host. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  openai: ["openai.com"],
  anthropic: ["anthropic.com"],
  google: ["generativelanguage.googleapis.com", "aiplatform.googleapis.com"],
  azure: [
    "openai.azure.com",
    "services.ai.azure.com",
    "inference.ai.azure.com",
    "models.ai.azure.com",
    "cognitiveservices.azure.com",
    "openai.azure.us",
  ],
  "x-ai": ["x.ai"],
  mistral: ["mistral.ai"],
  groq: ["groq.com"],
  deepseek: ["deepseek.com"],
  cohere: ["cohere.com", "cohere.ai"],
  perplexity: ["perplexity.ai"],
  together: ["together.xyz", "together.ai"],
  fireworks: ["fireworks.ai"],
  cerebras: ["cerebras.ai"],
  openrouter: ["openrouter.ai"],
  moonshotai: ["moonshot.ai", "moonshot.cn"],
  minimax: ["minimax.io", "minimaxi.com", "minimax.chat"],
  zai: ["z.ai"],
  zhipuai: ["bigmodel.cn"],
  voyageai: ["voyageai.com"],
  cloudflare: ["api.cloudflare.com"],
  "github-copilot": ["githubcopilot.com"],
  novita: ["novita.ai"],
  baseten: ["baseten.co"],
  ovhcloud: ["cloud.ovh.net"],
  ai21: ["ai21.com"],
  alibaba: ["dashscope.aliyuncs.com", "dashscope-intl.aliyuncs.com", "dashscope-us.aliyuncs.com"],
  databricks: ["databricks.com", "azuredatabricks.net"],
  deepinfra: ["deepinfra.com"],
  huggingface: ["huggingface.co"],
  ibm: ["ml.cloud.ibm.com"],
  meta: ["llama.com"],
  nvidia: ["api.nvidia.com"],
  replicate: ["replicate.com"],
  sambanova: ["sambanova.ai"],
  xiaomi: ["xiaomimimo.com"],
};

const SELLER_BY_HOST = new Map(
  Object.entries(HOSTS).flatMap(([seller, hosts]) => hosts.map((host) => [host, seller] as const)),
);

/**
 * Matches the hosts of Bedrock, such as `bedrock-runtime.us-east-1.amazonaws.com`. It also matches the
 * hosts with `-fips`, the hosts in China and the hosts of VPC endpoints.
 */
const BEDROCK_HOST =
  /(?:^|\.)bedrock(?:-[a-z]+)*\.[a-z0-9-]+\.(?:vpce\.)?(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;
/**
 * Matches the hosts of Vertex AI, such as `us-central1-aiplatform.googleapis.com`, which contain the
 * region.
 */
const VERTEX_HOST = /(?:^|-)aiplatform\.(?:[a-z0-9-]+\.)?(?:rep\.)?googleapis\.com$/;

/**
 * Returns the canonical name of the seller whose API has the address. The address is a URL, or a host with
 * or without a port. Returns null for a host that is not in the list, such as that of a gateway or
 * `localhost`.
 */
export function sellerOfHost(address: string): string | null {
  const host = hostOf(address);
  if (BEDROCK_HOST.test(host)) return "aws";
  if (VERTEX_HOST.test(host)) return "google";
  for (let suffix = host; suffix !== ""; suffix = suffix.slice(suffix.indexOf(".") + 1)) {
    const seller = SELLER_BY_HOST.get(suffix);
    if (seller !== undefined) return seller;
    if (!suffix.includes(".")) return null;
  }
  return null;
}

function hostOf(address: string): string {
  const [, host = ""] =
    /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?([^/:?#]*)/i.exec(address.trim()) ?? [];
  return host.toLowerCase().replace(/\.$/, "");
}
