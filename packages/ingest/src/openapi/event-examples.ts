import type { Example } from "./types";

/** An example of a request body, and the status of its response. */
export interface EventExample extends Example {
  status: 200 | 422;
  mediaType: string;
}

const CALL = {
  id: "call-8f2c",
  time: "2026-05-20T12:00:00.000Z",
  run: "nightly-2026-05-20",
  job: "nightly-2026-05-20/research",
  agent: "Research Agent",
  provider: "anthropic",
  model: "claude-sonnet-4-5",
  inputTokens: 1200,
  cacheReadTokens: 1000,
  outputTokens: 350,
};

const { id: _, time: __, ...CALL_DATA } = CALL;

/** The examples by name. The API docs page also generates its curl commands from these examples. */
export const EVENT_EXAMPLES = {
  call: {
    summary: "A model call with only the required fields",
    mediaType: "application/json",
    status: 200,
    value: { id: "call-1", model: "claude-sonnet-4-5", inputTokens: 1200, outputTokens: 350 },
  },
  cost: {
    summary: "A model call with its cost",
    mediaType: "application/json",
    status: 200,
    value: { id: "call-2", inputTokens: 1200, outputTokens: 350, cost: "0.0145" },
  },
  pipeline: {
    summary: "A pipeline: its run starts, a job makes a call and ends, the run ends",
    mediaType: "application/json",
    status: 200,
    value: [
      {
        id: "run-opens",
        type: "run",
        time: "2026-05-20T11:58:00.000Z",
        run: "nightly-2026-05-20",
        status: "running",
        trigger: "schedule",
        startedAt: "2026-05-20T11:58:00.000Z",
      },
      CALL,
      {
        id: "research-ends",
        type: "job",
        time: "2026-05-20T12:01:00.000Z",
        run: "nightly-2026-05-20",
        job: "nightly-2026-05-20/research",
        status: "completed",
      },
      {
        id: "run-ends",
        type: "run",
        time: "2026-05-20T12:02:00.000Z",
        run: "nightly-2026-05-20",
        status: "completed",
      },
    ],
  },
  partlyInvalid: {
    summary: "A batch with an invalid event: the other one is recorded",
    mediaType: "application/json",
    status: 200,
    value: [
      { id: "call-3", model: "claude-sonnet-4-5", inputTokens: 1200, outputTokens: 350 },
      { id: "call-4", model: "claude-sonnet-4-5", inputTokens: -1, outputTokens: 350 },
    ],
  },
  invalid: {
    summary: "Unknown names for the tokens: nothing is recorded",
    mediaType: "application/json",
    status: 422,
    value: { id: "call-5", model: "claude-sonnet-4-5", input_tokens: 1200, output_tokens: 350 },
  },
  cloudEvent: {
    summary: "A CloudEvent",
    mediaType: "application/cloudevents+json",
    status: 200,
    value: {
      specversion: "1.0",
      id: "call-8f2c",
      source: "https://ci.example.com/nightly",
      type: "com.example.agent.usage",
      time: CALL.time,
      subject: "nightly-2026-05-21",
      datacontenttype: "application/json",
      data: { model: "claude-sonnet-4-5", inputTokens: 1200, outputTokens: 350 },
    },
  },
  cloudEvents: {
    summary: "A batch of CloudEvents",
    mediaType: "application/cloudevents-batch+json",
    status: 200,
    value: [
      {
        specversion: "1.0",
        id: "call-9a10",
        source: "https://ci.example.com/hourly",
        type: "com.example.agent.usage",
        time: CALL.time,
        data: { ...CALL_DATA, run: "hourly-12", job: "hourly-12/research" },
      },
      {
        specversion: "1.0",
        id: "research-ends",
        source: "https://ci.example.com/hourly",
        type: "com.example.agent.job",
        time: "2026-05-20T12:01:00.000Z",
        subject: "hourly-12",
        data: { job: "hourly-12/research", status: "completed" },
      },
    ],
  },
} as const satisfies Record<string, EventExample>;

/** The examples of one media type in the form that OpenAPI requires. */
export const examplesAs = (mediaType: string): Record<string, Example> =>
  Object.fromEntries(
    Object.entries(EVENT_EXAMPLES)
      .filter(([, example]) => example.mediaType === mediaType)
      .map(([name, { summary, value }]) => [name, { summary, value }]),
  );
