import { awsCur } from "./clouds/aws-cur";
import { focus } from "./clouds/focus";
import { ccusage } from "./coding-tools/ccusage";
import { claudeCode } from "./coding-tools/claude-code";
import { codex } from "./coding-tools/codex";
import { cursor } from "./coding-tools/cursor";
import type { FileFormat } from "./file-format";
import { helicone } from "./gateways/helicone";
import { langfuse } from "./gateways/langfuse";
import { liteLlm } from "./gateways/litellm";
import { openRouterDays, openRouterGeneration, openRouterGenerations } from "./gateways/openrouter";
import { anthropicCosts } from "./providers/anthropic-costs";
import { anthropicUsage } from "./providers/anthropic-usage";
import { openAiCosts } from "./providers/openai-costs";
import { openAiUsage } from "./providers/openai-usage";

/** All formats, in the order in which they are tried. */
export const FORMATS: readonly FileFormat[] = [
  claudeCode,
  codex,
  openAiUsage,
  openAiCosts,
  anthropicUsage,
  anthropicCosts,
  openRouterGenerations,
  openRouterGeneration,
  openRouterDays,
  liteLlm,
  langfuse,
  helicone,
  cursor,
  ccusage,
  focus,
  awsCur,
];

/** The display names of the formats. */
export const FORMAT_TITLES: readonly string[] = FORMATS.map(({ title }) => title);
