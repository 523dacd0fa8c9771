import {
  FINAL_STATUSES,
  JOB_STATUSES,
  MAX_AGENT_NAME_LENGTH,
  SERVICE_TIERS,
} from "@ai-cost/domain";
import { z } from "zod";
import { dollars, instant, oneOf, text, tokenCount, unitName } from "../../fields/json-fields";

/** The fields of every event. A CloudEvent has these fields in its envelope. */
export const headFields = {
  id: text(128).meta({
    description:
      "Your own id for the event, which never changes. An event counts once, however often it is sent.",
    examples: ["call-8f2c"],
  }),
  source: text(128)
    .nullish()
    .meta({
      description:
        "The sender of the event, such as a pipeline. An id is unique within its source.",
      examples: ["nightly-pipeline"],
    }),
  time: instant()
    .nullish()
    .meta({
      description:
        "When it happened, which decides its day and month: not before the year 2000, and at most five minutes ahead. The time of receipt when absent.",
      examples: ["2026-05-20T12:00:00.000Z"],
    }),
};

const run = text(300);
const job = text(300);
const agent = text(MAX_AGENT_NAME_LENGTH)
  .nullish()
  .meta({
    description:
      "The agent's name. The project can map it to an agent type; otherwise the name itself decides.",
    examples: ["Research Agent"],
  });
const startedAt = instant().nullish();

export const usageFields = {
  run: run.nullish().meta({
    description:
      "Your name for the pipeline run or conversation. When absent, the event belongs to a run for its source and UTC day.",
    examples: ["nightly-2026-05-20"],
  }),
  job: job.nullish().meta({
    description:
      "Your name for the agent's piece of work, unique in the project; it needs `run`. When absent, the call is a job of its own, which ends with it.",
    examples: ["nightly-2026-05-20/research"],
  }),
  agent,
  provider: text(100)
    .nullish()
    .meta({ description: "The company that served the model.", examples: ["anthropic"] }),
  model: text(300)
    .nullish()
    .meta({
      description:
        "The model that answered. Required without `cost`, because then its price decides the cost.",
      examples: ["claude-sonnet-4-5"],
    }),
  responseId: text(300)
    .nullish()
    .meta({
      description:
        "The provider's id of the response. Together with `provider` it identifies the call instead of `id`, so that the same call counts once when another endpoint receives it too.",
      examples: ["msg_01XFDUDYJgAACzvnptvVoYEL"],
    }),
  inputTokens: tokenCount().meta({
    description: "All input tokens, including cached ones.",
    examples: [1200],
  }),
  outputTokens: tokenCount().meta({
    description: "All output tokens, including reasoning.",
    examples: [350],
  }),
  cacheReadTokens: tokenCount()
    .nullish()
    .meta({ description: "The input tokens that were read from a cache.", examples: [1000] }),
  cacheWriteTokens: tokenCount()
    .nullish()
    .meta({ description: "The input tokens that were written to a cache.", examples: [0] }),
  cacheWrite1hTokens: tokenCount()
    .nullish()
    .meta({
      description: "The part of `cacheWriteTokens` that the cache keeps for an hour.",
      examples: [0],
    }),
  audioInputTokens: tokenCount()
    .nullish()
    .meta({ description: "The input tokens that were audio.", examples: [0] }),
  imageInputTokens: tokenCount()
    .nullish()
    .meta({ description: "The input tokens that were images.", examples: [0] }),
  reasoningTokens: tokenCount()
    .nullish()
    .meta({ description: "The output tokens that were reasoning.", examples: [120] }),
  audioOutputTokens: tokenCount()
    .nullish()
    .meta({ description: "The output tokens that were audio.", examples: [0] }),
  imageOutputTokens: tokenCount()
    .nullish()
    .meta({ description: "The output tokens that were images.", examples: [0] }),
  serviceTier: oneOf(["standard", "default", ...SERVICE_TIERS])
    .nullish()
    .meta({
      description:
        "The tier that served the call. The standard tier when absent; OpenAI calls it `default`.",
      examples: ["batch"],
    }),
  units: z
    .record(unitName(), tokenCount())
    .nullish()
    .meta({
      description:
        "What the provider charges for beside tokens, and how many: `web_search`, `file_search`, `request`, `audio_second`, `image` or a word of your own.",
      examples: [{ web_search: 3 }],
    }),
  cost: dollars()
    .nullish()
    .meta({
      description:
        "The cost of the call in US dollars, used instead of any price. Text is exact; a number has up to 15 digits. Stored to a millionth of a dollar.",
      examples: ["0.0145"],
    }),
  status: oneOf(FINAL_STATUSES)
    .nullish()
    .meta({
      description:
        "How the job ended, if it ended with this call. When absent, a job with a name continues and one without has completed.",
      examples: ["completed"],
    }),
};

export const runFields = {
  run: run.meta({ description: "Your name for the run.", examples: ["nightly-2026-05-20"] }),
  status: text(100).meta({
    description:
      "The state of the run in your own words, such as running or testing. The latest by `time` is shown. completed, failed and cancelled end the run, and the first of them is final.",
    examples: ["completed"],
  }),
  trigger: text(100)
    .nullish()
    .meta({
      description:
        "What started the run: manual, schedule, webhook, retry, agent, or a word of your own.",
      examples: ["schedule"],
    }),
  startedAt: startedAt.meta({
    description: "When the run started.",
    examples: ["2026-05-20T11:58:00.000Z"],
  }),
};

export const jobFields = {
  run: run.meta({
    description: "Your name for the run that the job belongs to.",
    examples: ["nightly-2026-05-20"],
  }),
  job: job.meta({
    description: "Your name for the job, unique in the project.",
    examples: ["nightly-2026-05-20/research"],
  }),
  agent,
  status: oneOf(JOB_STATUSES).meta({
    description:
      "The state of the job. completed, failed and cancelled end it, and the first of them is final.",
    examples: ["completed"],
  }),
  startedAt: startedAt.meta({
    description: "When the job started.",
    examples: ["2026-05-20T11:59:00.000Z"],
  }),
};
