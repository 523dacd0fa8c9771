import { createRequire } from "node:module";
import { anthropicCases } from "../../set-ups/anthropic-cases.mjs";
import { openAiCases } from "../../set-ups/openai-cases.mjs";
import { runCases } from "../../set-ups/run-cases.mjs";

const require = createRequire(import.meta.url);
const { default: openlit } = require("openlit");
openlit.init({
  applicationName: "shop",
  disableBatch: true,
  disableMetrics: true,
  pricingJson: {},
});
// OpenLIT instruments only modules that are loaded after OpenLIT.
const { OpenAI } = require("openai-6");
const { Anthropic } = require("anthropic-sdk-0");
await runCases(openAiCases((options) => new OpenAI(options)));
const claude = anthropicCases((options) => new Anthropic(options));
await runCases({ "claude-chat": claude.chat, "cached-claude": claude.cached });
await new Promise((sent) => setTimeout(sent, 1500));
