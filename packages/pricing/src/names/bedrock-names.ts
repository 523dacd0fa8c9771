/** `us.anthropic.claude-…`, `amazon.nova-…`: the maker, perhaps after a group of regions. */
const BEDROCK_MODEL = /^(?:arn:aws|(?:(?:[a-z]{2,6}|us-gov)\.)?(\w+)\.[\w-])/;
const BEDROCK_MAKERS = new Set(
  "ai21 amazon anthropic cohere deepseek meta minimax mistral moonshot moonshotai nvidia openai qwen twelvelabs writer zai".split(
    " ",
  ),
);

/** Whether only Bedrock gives a model such a name, where the report names the maker or nobody as the seller. */
export function isBedrockName(seller: string | null, model: string): boolean {
  const match = BEDROCK_MODEL.exec(model);
  if (!match) return false;
  const [, maker] = match;
  if (maker === undefined) return seller === null;
  return BEDROCK_MAKERS.has(maker) && (seller === null || seller === maker);
}
