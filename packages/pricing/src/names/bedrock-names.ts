/**
 * Matches `us.anthropic.claude-…` and `amazon.nova-…`: the name of the maker, which can follow a group of
 * regions.
 */
const BEDROCK_MODEL = /^(?:arn:aws|(?:(?:[a-z]{2,6}|us-gov)\.)?(\w+)\.[\w-])/;
const BEDROCK_MAKERS = new Set(
  "ai21 amazon anthropic cohere deepseek meta minimax mistral moonshot moonshotai nvidia openai qwen twelvelabs writer zai".split(
    " ",
  ),
);

/**
 * Whether only Bedrock uses this form of the model's name, which names the maker. False when the report
 * names a seller other than the maker.
 */
export function isBedrockName(seller: string | null, model: string): boolean {
  const match = BEDROCK_MODEL.exec(model);
  if (!match) return false;
  const [, maker] = match;
  if (maker === undefined) return seller === null;
  return BEDROCK_MAKERS.has(maker) && (seller === null || seller === maker);
}

const BEDROCK_PARTS = /^(?:(?:[a-z]{2,6}|us-gov)\.)?([a-z0-9]+)\.([a-z].*?)(?:-v\d+(?::\d+\w*)?)?$/;

/**
 * Removes what Bedrock puts around the name of a model: `us.anthropic.claude-opus-5-v1:0` → `claude-opus-5`.
 * DeepSeek's models have no name without their maker: `deepseek.r1-v1:0` → `deepseek-r1`.
 */
export function withoutBedrockParts(model: string): string {
  const [, maker = "", name = ""] = BEDROCK_PARTS.exec(model) ?? [];
  if (!BEDROCK_MAKERS.has(maker)) return model;
  return maker === "deepseek" && /^[rv]\d/.test(name) ? `${maker}-${name}` : name;
}
