import type { AnsweredCall } from "./answered-call";
import { ANSWER, askedTool, type Body, fieldOf, listOf, type Protocol, randomId } from "./protocol";

/** OpenAI's `POST /v1/responses`. */
export const openAiResponses: Protocol = {
  modelOf: ({ model }) => String(model),
  answer: (body, call) => {
    const response = responseTo(body, call);
    return body.stream ? { events: eventsOf(response) } : { json: response };
  },
};

type Response = ReturnType<typeof responseTo>;

const responseTo = (body: Body, { model, ...call }: AnsweredCall) => ({
  id: randomId("resp_"),
  object: "response",
  created_at: Math.floor(Date.now() / 1000),
  status: "completed",
  background: false,
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  model,
  output: [itemOf(body)],
  parallel_tool_calls: true,
  previous_response_id: null,
  service_tier: "default",
  store: false,
  temperature: 1,
  text: { format: { type: "text" } },
  tool_choice: "auto",
  tools: [],
  top_p: 1,
  truncation: "disabled",
  usage: {
    input_tokens: call.input,
    input_tokens_details: { cached_tokens: call.cacheRead },
    output_tokens: call.output,
    output_tokens_details: { reasoning_tokens: call.reasoning },
    total_tokens: call.input + call.output,
  },
});

function itemOf({ tools, input }: Body) {
  const tool = askedTool(
    listOf(tools).map((each) => ({
      name: fieldOf(each, "name"),
      schema: fieldOf(each, "parameters"),
    })),
    listOf(input).some((item) => fieldOf(item, "type") === "function_call_output"),
  );
  if (tool)
    return {
      type: "function_call",
      id: randomId("fc_"),
      call_id: randomId("call_"),
      name: tool.name,
      arguments: JSON.stringify(tool.input),
      status: "completed",
    };
  const content = [{ type: "output_text", text: ANSWER, annotations: [], logprobs: [] }];
  return {
    type: "message",
    id: randomId("msg_"),
    status: "completed",
    role: "assistant",
    content,
  };
}

/** The events of a streamed response, in OpenAI's order. */
function eventsOf(response: Response) {
  const [item] = response.output;
  const events: { type: string; [field: string]: unknown }[] = [
    { type: "response.created", response: { ...response, status: "in_progress", usage: null } },
    ...(item ? itemEvents(item) : []),
    { type: "response.completed", response },
  ];
  return events.map((event, sequence_number) => ({
    name: event.type,
    data: { ...event, sequence_number },
  }));
}

function itemEvents(item: ReturnType<typeof itemOf>) {
  const at = { output_index: 0, item_id: item.id };
  const added = { type: "response.output_item.added", output_index: 0, item };
  const done = { type: "response.output_item.done", output_index: 0, item };
  if ("call_id" in item)
    return [
      { ...added, item: { ...item, arguments: "", status: "in_progress" } },
      { type: "response.function_call_arguments.delta", ...at, delta: item.arguments },
      { type: "response.function_call_arguments.done", ...at, arguments: item.arguments },
      done,
    ];
  const part = { ...at, content_index: 0 };
  return [
    { ...added, item: { ...item, content: [], status: "in_progress" } },
    {
      type: "response.content_part.added",
      ...part,
      part: { type: "output_text", text: "", annotations: [] },
    },
    { type: "response.output_text.delta", ...part, delta: ANSWER, logprobs: [] },
    { type: "response.output_text.done", ...part, text: ANSWER, logprobs: [] },
    { type: "response.content_part.done", ...part, part: item.content[0] },
    done,
  ];
}
