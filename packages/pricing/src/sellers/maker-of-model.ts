/**
 * An entry of the price tables that has a maker's price: the provider that lists the model, and the name
 * under which it does.
 */
export interface MakersName {
  maker: string;
  provider: string;
  model: string;
}

interface Family {
  maker: string;
  pattern: RegExp;
  /** The providers whose entries have the maker's prices; absent when the maker is itself a provider of the tables. */
  listedAt?: readonly { provider: string; prefix: string }[];
}

/**
 * The makers that can be recognised by the names of their models. Open models that many companies serve,
 * such as Llama, are not in this list, because each company sets its own price. The tables lack two of the
 * makers (Alibaba and AI21), so their prices are read from gateways that charge the maker's price.
 */
const FAMILIES: readonly Family[] = [
  {
    maker: "openai",
    pattern:
      /^(?:gpt-(?!oss)|chatgpt-|o\d(?:-|$)|text-embedding-(?:3|ada)|codex-|computer-use-preview|whisper-1$|davinci-|babbage-|ft:(?:gpt-|o\d|davinci-|babbage-))/,
  },
  { maker: "anthropic", pattern: /^claude-/ },
  { maker: "google", pattern: /^(?:gemini-|text-embedding-00)/ },
  {
    maker: "mistral",
    pattern:
      /^(?:open-)?(?:mistral|mixtral|codestral|devstral|ministral|magistral|pixtral|voxtral)-/,
  },
  { maker: "cohere", pattern: /^(?:command|c4ai|embed)-/ },
  { maker: "deepseek", pattern: /^deepseek-(?!r1-distill)/ },
  { maker: "x-ai", pattern: /^grok-/ },
  { maker: "moonshotai", pattern: /^(?:kimi|moonshot)-/ },
  { maker: "minimax", pattern: /^minimax-/ },
  {
    maker: "zai",
    pattern: /^glm-/,
    listedAt: [
      { provider: "zai", prefix: "" },
      { provider: "zhipuai", prefix: "" },
      { provider: "vercel", prefix: "zai/" },
    ],
  },
  { maker: "perplexity", pattern: /^sonar(?:-|$)/ },
  { maker: "voyageai", pattern: /^voyage-/ },
  { maker: "meta", pattern: /^muse-/ },
  { maker: "xiaomi", pattern: /^mimo-/ },
  {
    maker: "aws",
    pattern: /^(?:nova|titan)-/,
    listedAt: [{ provider: "aws", prefix: "amazon." }],
  },
  {
    maker: "alibaba",
    pattern: /^(?:qwen|qwq|qvq)[\w.-]*-?(?:max|plus|turbo|flash)/,
    listedAt: [
      { provider: "openrouter", prefix: "qwen/" },
      { provider: "vercel", prefix: "alibaba/" },
    ],
  },
  { maker: "ai21", pattern: /^jamba-/, listedAt: [{ provider: "openrouter", prefix: "ai21/" }] },
];

/** Matches the tags of Ollama, as in `deepseek-r1:8b`. A model with such a tag runs on the user's own machine. */
const LOCAL_TAG = /:(?:\d+(?:\.\d+)?[bm]\b|latest$|[\w.-]*q\d)/;

/**
 * Returns the entries of the tables that may have the price of the model's maker; an empty list when the
 * name does not reveal the maker. `name` must be in lower case.
 */
export function makersNames(name: string): MakersName[] {
  if (LOCAL_TAG.test(name)) return [];
  const model = bareName(name);
  const family = FAMILIES.find(({ pattern }) => pattern.test(model));
  if (!family) return [];
  const { maker, listedAt = [{ provider: maker, prefix: "" }] } = family;
  return listedAt.map(({ provider, prefix }) => ({ maker, provider, model: `${prefix}${model}` }));
}

/** Returns the canonical name of the company that made a model; null when the name does not reveal it. */
export const makerOf = (model: string): string | null =>
  makersNames(model.toLowerCase())[0]?.maker ?? null;

/**
 * Removes the path, the region and the version of the interface from a model's name:
 * `bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0` → `claude-sonnet-4-5-20250929`.
 */
const bareName = (name: string): string =>
  name
    .slice(name.lastIndexOf("/") + 1)
    .replace(/^(?:[a-z-]{2,6}\.)?[a-z]\w*\.(?=[a-z])/, "")
    .replace(/^databricks-/, "")
    .replace(/-v\d+(?::\d+\w*)?$/, "");
