import type { AnsweredCall } from "./answered-call";
import {
  ANSWER,
  type Answer,
  askedTool,
  type Body,
  fieldOf,
  listOf,
  type Protocol,
  randomId,
} from "./protocol";

/** OpenAI's `POST /v1/chat/completions`. */
export const openAiChat: Protocol = {
  modelOf: ({ model }) => String(model),
  answer: (body, call) => (body.stream ? stream(body, call) : { json: completion(body, call) }),
};

function completion(body: Body, call: AnsweredCall) {
  const { message, finish_reason } = choiceOf(body);
  return {
    ...headOf(call, "chat.completion", randomId("chatcmpl-")),
    choices: [{ index: 0, message, logprobs: null, finish_reason }],
    usage: usage(call),
  };
}

function stream(body: Body, call: AnsweredCall): Answer {
  const withUsage = fieldOf(body.stream_options, "include_usage") === true;
  const head = headOf(call, "chat.completion.chunk", randomId("chatcmpl-"));
  const { message, finish_reason } = choiceOf(body);
  const delta = {
    ...message,
    ...("tool_calls" in message && { tool_calls: message.tool_calls.map(withIndex) }),
  };
  const chunk = (choice: object) => ({
    data: {
      ...head,
      choices: [{ index: 0, logprobs: null, finish_reason: null, ...choice }],
      ...(withUsage && { usage: null }),
    },
  });
  const last = { data: { ...head, choices: [], usage: usage(call) } };
  return {
    events: [chunk({ delta }), chunk({ delta: {}, finish_reason }), ...(withUsage ? [last] : [])],
  };
}

const withIndex = (toolCall: object, index: number) => ({ index, ...toolCall });

const headOf = ({ model }: AnsweredCall, object: string, id: string) => ({
  id,
  object,
  created: Math.floor(Date.now() / 1000),
  model,
  service_tier: "default",
  system_fingerprint: "fp_1",
});

function choiceOf({ tools, messages }: Body) {
  const functions = listOf(tools).map((tool) => fieldOf(tool, "function"));
  const tool = askedTool(
    functions.map((each) => ({ name: fieldOf(each, "name"), schema: fieldOf(each, "parameters") })),
    listOf(messages).some((message) => fieldOf(message, "role") === "tool"),
  );
  const assistant = { role: "assistant", refusal: null };
  if (!tool) return { message: { ...assistant, content: ANSWER }, finish_reason: "stop" };
  const called = { name: tool.name, arguments: JSON.stringify(tool.input) };
  const tool_calls = [{ id: randomId("call_"), type: "function", function: called }];
  return { message: { ...assistant, content: null, tool_calls }, finish_reason: "tool_calls" };
}

const usage = ({ input, output, cacheRead, reasoning }: AnsweredCall) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: cacheRead, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: reasoning,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
});

/** OpenAI's `POST /v1/embeddings`. */
export const openAiEmbeddings: Protocol = {
  modelOf: ({ model }) => String(model),
  answer: ({ input, encoding_format }, { model, input: tokens }) => ({
    json: {
      object: "list",
      model,
      data: (Array.isArray(input) ? input : [input]).map((_, index) => ({
        object: "embedding",
        index,
        embedding: encoding_format === "base64" ? VECTOR_BASE64 : VECTOR,
      })),
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    },
  }),
};

const VECTOR = [0.5, 0.25];
const VECTOR_BASE64 = Buffer.from(new Float32Array(VECTOR).buffer).toString("base64");
