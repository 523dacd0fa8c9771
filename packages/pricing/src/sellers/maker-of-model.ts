/** A provider of the tables, and the name under which it lists a model. */
export interface MakersName {
  maker: string;
  provider: string;
  model: string;
}

interface Family {
  maker: string;
  pattern: RegExp;
  /** Where the tables list the maker's prices; under its own name when absent. */
  listedAt?: readonly { provider: string; prefix: string }[];
}

/**
 * The makers whose models have unmistakable names. Open models that many companies serve, such as
 * Llama, are left out: each sets its own price. Two makers have no list of their own in the tables, so
 * that their prices are read at a gateway that passes them on.
 */
const FAMILIES: readonly Family[] = [
  {
    maker: "openai",
    pattern:
      /^(?:gpt-(?!oss)|chatgpt-|o\d(?:-|$)|text-embedding-(?:3|ada)|codex-|computer-use-preview|davinci-|babbage-|ft:(?:gpt-|o\d|davinci-|babbage-))/,
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

/** Ollama's names, such as `deepseek-r1:8b`, say which file ran on one's own machine. */
const LOCAL_TAG = /:(?:\d+(?:\.\d+)?[bm]\b|latest$|[\w.-]*q\d)/;

/**
 * Where the tables list the maker's price of a model whose name is unmistakable; nothing for any other
 * name. The name is in lower case.
 */
export function makersNames(name: string): MakersName[] {
  if (LOCAL_TAG.test(name)) return [];
  const model = bareName(name);
  const family = FAMILIES.find(({ pattern }) => pattern.test(model));
  if (!family) return [];
  const { maker, listedAt = [{ provider: maker, prefix: "" }] } = family;
  return listedAt.map(({ provider, prefix }) => ({ maker, provider, model: `${prefix}${model}` }));
}

/** `bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0` → `claude-sonnet-4-5-20250929`. */
const bareName = (name: string): string =>
  name
    .slice(name.lastIndexOf("/") + 1)
    .replace(/^(?:[a-z-]{2,6}\.)?[a-z]\w*\.(?=[a-z])/, "")
    .replace(/^databricks-/, "")
    .replace(/-v\d+(?::\d+\w*)?$/, "");
