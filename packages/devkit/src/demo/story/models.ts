export interface Model {
  provider: string | null;
  model: string;
}

const model = (provider: string, name: string): Model => ({ provider, model: name });

export const OPUS = model("anthropic", "claude-opus-4-5");
export const SONNET = model("anthropic", "claude-sonnet-4-5");
export const HAIKU = model("anthropic", "claude-haiku-4-5");
export const GPT = model("openai", "gpt-5.1");
export const GPT_MINI = model("openai", "gpt-5-mini");
export const GEMINI_PRO = model("google", "gemini-2.5-pro");
export const GEMINI_FLASH = model("google", "gemini-2.5-flash");

/** Runs on the company's own machines: no price list has it. */
export const HOUSE_MODEL = model("self-hosted", "house-tester-32b");
/** Dollars per million tokens, once the machines' cost is known. */
export const HOUSE_PRICE = {
  inputUsdPerMillion: { units: 35n, scale: 2 },
  outputUsdPerMillion: { units: 14n, scale: 1 },
};
