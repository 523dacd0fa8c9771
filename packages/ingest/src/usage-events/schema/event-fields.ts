import { FINAL_STATUSES, JOB_STATUSES, MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import { dollars, instant, oneOf, text, tokenCount } from "../../fields/json-fields";

/** What identifies an event and says when it was. */
export const headFields = {
  id: text(128).meta({
    description:
      "Your name for the event, for ever. An id that was taken before counts once, however often it is sent.",
    examples: ["call-8f2c"],
  }),
  source: text(128)
    .nullish()
    .meta({
      description: "What sends it, such as a pipeline. Ids are unique within their source.",
      examples: ["nightly-pipeline"],
    }),
  time: instant()
    .nullish()
    .meta({
      description:
        "When it happened: it decides day and month. From the year 2000 to five minutes from now; absent, the time of receipt.",
      examples: ["2026-05-20T12:00:00.000Z"],
    }),
};

const run = text(300);
const job = text(300);
const agent = text(MAX_AGENT_NAME_LENGTH)
  .nullish()
  .meta({
    description:
      "The agent's name. The project's mapping makes an agent type of it, else the name itself does.",
    examples: ["Research Agent"],
  });
const startedAt = instant().nullish();

export const usageFields = {
  run: run.nullish().meta({
    description:
      "The pipeline run or conversation, by your name for it. Absent: a run for the source and UTC day.",
    examples: ["nightly-2026-05-20"],
  }),
  job: job.nullish().meta({
    description:
      "The agent's piece of work, by a name unique in the project; needs `run`. Absent: the call is a job of its own, which ends with it.",
    examples: ["nightly-2026-05-20/research"],
  }),
  agent,
  provider: text(100)
    .nullish()
    .meta({ description: "Who served the model.", examples: ["anthropic"] }),
  model: text(300)
    .nullish()
    .meta({
      description: "The model that answered. Required without `cost`: its price makes the cost.",
      examples: ["claude-sonnet-4-5"],
    }),
  responseId: text(300)
    .nullish()
    .meta({
      description:
        "The provider's id of the response. With `provider` it identifies the call in place of `id`, whichever way it is reported.",
      examples: ["msg_01XFDUDYJgAACzvnptvVoYEL"],
    }),
  inputTokens: tokenCount().meta({
    description: "All input, cached input included.",
    examples: [1200],
  }),
  outputTokens: tokenCount().meta({
    description: "All output, reasoning included.",
    examples: [350],
  }),
  cacheReadTokens: tokenCount()
    .nullish()
    .meta({ description: "Of the input, what was read from a cache.", examples: [1000] }),
  cacheWriteTokens: tokenCount()
    .nullish()
    .meta({ description: "Of the input, what was written to a cache.", examples: [0] }),
  reasoningTokens: tokenCount()
    .nullish()
    .meta({ description: "Of the output, what was reasoning.", examples: [120] }),
  cost: dollars()
    .nullish()
    .meta({
      description:
        "What the call cost, in US dollars; goes before any price. Text is exact, a number is up to 15 digits. Kept to the millionth of a dollar.",
      examples: ["0.0145"],
    }),
  status: oneOf(FINAL_STATUSES)
    .nullish()
    .meta({
      description:
        "How the job ended, with this call. Absent: a job that has a name goes on, one without has completed.",
      examples: ["completed"],
    }),
};

export const runFields = {
  run: run.meta({ description: "The run, by your name for it.", examples: ["nightly-2026-05-20"] }),
  status: text(100).meta({
    description:
      "What the run is at, in words of yours such as running or testing. The latest by `time` stands; completed, failed and cancelled end the run, and the first of them is for good.",
    examples: ["completed"],
  }),
  trigger: text(100)
    .nullish()
    .meta({
      description: "What started it: manual, schedule, webhook, retry, agent, or a word of yours.",
      examples: ["schedule"],
    }),
  startedAt: startedAt.meta({
    description: "When the run started.",
    examples: ["2026-05-20T11:58:00.000Z"],
  }),
};

export const jobFields = {
  run: run.meta({
    description: "The run that the job is part of, by your name for it.",
    examples: ["nightly-2026-05-20"],
  }),
  job: job.meta({
    description: "The job, by a name unique in the project.",
    examples: ["nightly-2026-05-20/research"],
  }),
  agent,
  status: oneOf(JOB_STATUSES).meta({
    description: "What the job is at. The first of completed, failed and cancelled is for good.",
    examples: ["completed"],
  }),
  startedAt: startedAt.meta({
    description: "When the job started.",
    examples: ["2026-05-20T11:59:00.000Z"],
  }),
};
