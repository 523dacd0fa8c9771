import type { AnsweredCall } from "./answered-call";
import { ANSWER, askedTool, type Body, fieldOf, listOf, type Protocol, randomId } from "./protocol";

/** Anthropic's `POST /v1/messages`. */
export const anthropicMessages: Protocol = {
  modelOf: ({ model }) => String(model),
  answer: (body, call) => {
    const message = messageTo(body, call);
    return body.stream ? { events: eventsOf(message) } : { json: message };
  },
};

type Message = ReturnType<typeof messageTo>;

function messageTo(body: Body, call: AnsweredCall) {
  const block = blockOf(body);
  return {
    id: randomId("msg_01"),
    type: "message",
    role: "assistant",
    model: call.model,
    content: [block],
    stop_reason: block.type === "tool_use" ? "tool_use" : "end_turn",
    stop_sequence: null,
    usage: {
      input_tokens: call.input - call.cacheRead - call.cacheWrite5m - call.cacheWrite1h,
      cache_creation_input_tokens: call.cacheWrite5m + call.cacheWrite1h,
      cache_read_input_tokens: call.cacheRead,
      cache_creation: {
        ephemeral_5m_input_tokens: call.cacheWrite5m,
        ephemeral_1h_input_tokens: call.cacheWrite1h,
      },
      output_tokens: call.output,
      service_tier: "standard",
    },
  };
}

function blockOf({ tools, messages }: Body) {
  const blocks = listOf(messages).flatMap((message) => listOf(fieldOf(message, "content")));
  const tool = askedTool(
    listOf(tools).map((each) => ({
      name: fieldOf(each, "name"),
      schema: fieldOf(each, "input_schema"),
    })),
    blocks.some((block) => fieldOf(block, "type") === "tool_result"),
  );
  return tool
    ? { type: "tool_use", id: randomId("toolu_01"), name: tool.name, input: tool.input }
    : { type: "text", text: ANSWER };
}

/**
 * The events of a streamed message. The first event has the input usage, and the last but one the output
 * usage.
 */
function eventsOf({ content, stop_reason, stop_sequence, usage, ...message }: Message) {
  const start = {
    ...message,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...usage, output_tokens: 1 },
  };
  const events: { type: string; [field: string]: unknown }[] = [
    { type: "message_start", message: start },
    ...content.flatMap(blockEvents),
    {
      type: "message_delta",
      delta: { stop_reason, stop_sequence },
      usage: { output_tokens: usage.output_tokens },
    },
    { type: "message_stop" },
  ];
  return events.map((data) => ({ name: data.type, data }));
}

function blockEvents(block: Message["content"][number], index: number) {
  const [empty, delta] =
    block.type === "text"
      ? [
          { ...block, text: "" },
          { type: "text_delta", text: ANSWER },
        ]
      : [
          { ...block, input: {} },
          { type: "input_json_delta", partial_json: JSON.stringify(block.input) },
        ];
  return [
    { type: "content_block_start", index, content_block: empty },
    { type: "content_block_delta", index, delta },
    { type: "content_block_stop", index },
  ];
}
