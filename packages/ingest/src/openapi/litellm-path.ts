import { LITELLM_ACCEPTS } from "../litellm/litellm-endpoint";
import { jsonProblems, responseWith } from "./responses";
import { schemaRef } from "./schemas";
import type { Example, MediaType, Operation } from "./types";

const DESCRIPTION = `Takes what the \`generic_api\` callback of LiteLLM sends: its standard logging payloads, in an array, alone, or one on each line. Messages and responses are dropped when they are read.

Set \`GENERIC_LOGGER_ENDPOINT\` to this address and \`GENERIC_LOGGER_HEADERS\` to \`Authorization=Bearer …\` with a key. LiteLLM sends a batch only once, so all of its valid payloads are recorded, whatever the others are.`;

/** The payload of a successful call, without the fields that the endpoint ignores. */
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

const PAYLOADS: MediaType = {
  schema: schemaRef("LiteLlmEntryOrBatch"),
  examples: { entry: LITELLM_EXAMPLE },
};
const LINES: MediaType = {
  schema: { type: "string", description: "A payload as JSON on each line." },
};
const RESULTS = { "application/json": { schema: schemaRef("LiteLlmAnswer") } };

export const liteLlmOperation: Operation = {
  operationId: "sendLiteLlmEntries",
  summary: "Send LiteLLM's logging payloads",
  description: DESCRIPTION,
  tags: ["JSON"],
  security: [{ ingestKey: [] }],
  requestBody: {
    required: true,
    description:
      "Up to 64 MiB, also after decompression. gzip and deflate are accepted. Lines can also be sent as `application/json`, as LiteLLM does.",
    content: Object.fromEntries(
      LITELLM_ACCEPTS.map((mediaType) => [
        mediaType,
        mediaType === "application/json" ? PAYLOADS : LINES,
      ]),
    ),
  },
  responses: {
    200: responseWith("The outcome of each payload. Some of them may be invalid.", RESULTS),
    ...jsonProblems,
    422: responseWith("None of the payloads is valid. The results say why.", RESULTS),
  },
};
