import type { AnsweredCall } from "./answered-call";
import { ANSWER, askedTool, type Body, fieldOf, listOf, type Protocol, randomId } from "./protocol";

/** Gemini's `POST /v1beta/models/MODEL:generateContent` and `:streamGenerateContent`. */
export const gemini: Protocol = {
  modelOf: (_, path) => /models\/([^:]+):/.exec(path)?.[1] ?? "",
  answer: (body, call, path) => {
    const json = responseTo(body, call);
    return path.includes(":stream") ? { events: [{ data: json }] } : { json };
  },
};

const responseTo = (body: Body, { model, input, output, cacheRead, reasoning }: AnsweredCall) => ({
  candidates: [
    { content: { role: "model", parts: [partOf(body)] }, finishReason: "STOP", index: 0 },
  ],
  usageMetadata: {
    promptTokenCount: input,
    candidatesTokenCount: output - reasoning,
    totalTokenCount: input + output,
    ...(cacheRead > 0 && { cachedContentTokenCount: cacheRead }),
    ...(reasoning > 0 && { thoughtsTokenCount: reasoning }),
  },
  modelVersion: model,
  responseId: randomId(""),
});

function partOf({ tools, contents }: Body) {
  const functions = listOf(tools).flatMap((tool) => listOf(fieldOf(tool, "functionDeclarations")));
  const parts = listOf(contents).flatMap((content) => listOf(fieldOf(content, "parts")));
  const tool = askedTool(
    functions.map((each) => ({ name: fieldOf(each, "name"), schema: fieldOf(each, "parameters") })),
    parts.some((part) => fieldOf(part, "functionResponse") !== undefined),
  );
  return tool ? { functionCall: { name: tool.name, args: tool.input } } : { text: ANSWER };
}
