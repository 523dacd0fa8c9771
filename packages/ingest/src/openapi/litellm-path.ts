import { LITELLM_ACCEPTS } from "../litellm/litellm-endpoint";
import { answerOf, jsonProblems } from "./responses";
import { schemaRef } from "./schemas";
import type { Example, MediaType, Operation } from "./types";

const DESCRIPTION = `Takes what the \`generic_api\` callback of LiteLLM sends: an array of log entries, a single one, or one on each line. Messages and answers are dropped when they are read.

Set \`GENERIC_LOGGER_ENDPOINT\` to this address and \`GENERIC_LOGGER_HEADERS\` to \`Authorization=Bearer …\` with a key. LiteLLM sends a batch once, so whatever can be read of one is kept.`;

/** What a successful call looks like, but for what is dropped. */
export const LITELLM_EXAMPLE: Example = {
  summary: "A call, as LiteLLM logs it",
  value: [
    {
      id: "chatcmpl-9f31",
      trace_id: "0d3b4c1e-5a8f-4f7e-9d52-3c0f6d1f5b11",
      status: "success",
      call_type: "acompletion",
      custom_llm_provider: "openai",
      model: "gpt-4o-mini",
      prompt_tokens: 1200,
      completion_tokens: 350,
      total_tokens: 1550,
      response_cost: 0.00039,
      startTime: 1779278398.25,
      endTime: 1779278400.5,
      request_tags: ["agent:research"],
    },
  ],
};

const ENTRIES: MediaType = {
  schema: schemaRef("LiteLlmEntryOrBatch"),
  examples: { entry: LITELLM_EXAMPLE },
};
const LINES: MediaType = {
  schema: { type: "string", description: "An entry in JSON on each line." },
};
const ANSWER = { "application/json": { schema: schemaRef("LiteLlmAnswer") } };

export const liteLlmOperation: Operation = {
  operationId: "sendLiteLlmEntries",
  summary: "Send LiteLLM's log entries",
  description: DESCRIPTION,
  tags: ["JSON"],
  security: [{ ingestKey: [] }],
  requestBody: {
    required: true,
    description:
      "Up to 64 MiB, and as much once decompressed; gzip and deflate are taken. Lines are taken as `application/json` as well, which is what LiteLLM calls them.",
    content: Object.fromEntries(
      LITELLM_ACCEPTS.map((mediaType) => [
        mediaType,
        mediaType === "application/json" ? ENTRIES : LINES,
      ]),
    ),
  },
  responses: {
    200: answerOf("What became of each entry. Some of them may be refused.", ANSWER),
    ...jsonProblems,
    422: answerOf("Not one of the entries is valid; what is wrong with each.", ANSWER),
  },
};
