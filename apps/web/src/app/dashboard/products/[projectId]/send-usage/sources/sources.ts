import { claudeCode } from "./claude-code";
import { codex } from "./codex";
import { collector } from "./collector";
import { litellm } from "./litellm";
import { openaiAgents } from "./openai-agents";
import { plainHttp } from "./plain-http";
import type { Source } from "./source";
import { vercelAiSdk } from "./vercel-ai-sdk";

/** Every source that the page has instructions for, the easiest to set up first. */
export const SOURCES: readonly Source[] = [
  claudeCode,
  codex,
  vercelAiSdk,
  openaiAgents,
  litellm,
  collector,
  plainHttp,
];

export const SOURCE_IDS = SOURCES.map(({ id }) => id);

export const sourceOf = (id: string): Source =>
  SOURCES.find((source) => source.id === id) ?? claudeCode;
