import { anthropicCosts } from "./anthropic-costs";
import { anthropicUsage } from "./anthropic-usage";
import { awsCur } from "./aws-cur";
import type { FileFormat } from "./file-format";
import { focus } from "./focus";
import { helicone } from "./helicone";
import { openAiCosts } from "./openai-costs";
import { openAiUsage } from "./openai-usage";

/** All formats, in the order in which they are tried. */
export const FORMATS: readonly FileFormat[] = [
  openAiUsage,
  openAiCosts,
  anthropicUsage,
  anthropicCosts,
  helicone,
  focus,
  awsCur,
];

/** The names of the formats for people. */
export const FORMAT_TITLES: readonly string[] = FORMATS.map(({ title }) => title);
