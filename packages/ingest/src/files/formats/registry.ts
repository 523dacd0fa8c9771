import { anthropicCosts } from "./anthropic-costs";
import { anthropicUsage } from "./anthropic-usage";
import { awsCur } from "./aws-cur";
import { ccusage } from "./ccusage";
import { claudeCode } from "./claude-code";
import { codex } from "./codex";
import { cursor } from "./cursor";
import type { FileFormat } from "./file-format";
import { focus } from "./focus";
import { helicone } from "./helicone";
import { langfuse } from "./langfuse";
import { liteLlm } from "./litellm";
import { openAiCosts } from "./openai-costs";
import { openAiUsage } from "./openai-usage";
import { openRouterDays, openRouterGeneration, openRouterGenerations } from "./openrouter";

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
