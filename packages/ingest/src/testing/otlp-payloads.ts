import { createHash } from "node:crypto";
import type { JsonObject } from "@bufbuild/protobuf";
import type { SentCall } from "./sent-call";

/** The encoding of ids: hexadecimal in OTLP's JSON, base64 in the JSON format of protobuf. */
export type IdEncoding = "hex" | "base64";

/**
 * Returns the calls as chat spans. Each run is a trace, and each job has an agent's span, which is the
 * parent of its calls.
 */
export function tracePayload(calls: readonly SentCall[], encoding: IdEncoding): JsonObject {
  const places = new Map(
    calls.flatMap(({ place, time }) => (place ? [[place.job, { place, time }]] : [])),
  );
  const agents = [...places.values()].map(({ place, time }) => ({
    traceId: traceId(place.run, encoding),
    spanId: spanId(place.job, encoding),
    name: `invoke_agent ${place.agent}`,
    ...timesOf(time),
    attributes: attributesOf({
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": place.agent,
      "gen_ai.conversation.id": place.run,
    }),
  }));
  const chats = calls.map((call) => ({
    traceId: traceId(call.place?.run ?? call.id, encoding),
    spanId: spanId(call.id, encoding),
    ...(call.place && { parentSpanId: spanId(call.place.job, encoding) }),
    name: `chat ${call.model}`,
    kind: 3,
    ...timesOf(call.time),
    attributes: attributesOf(usageAttributes(call)),
  }));
  return {
    resourceSpans: [
      {
        resource: SERVICE,
        scopeSpans: [{ scope: { name: "sender" }, spans: [...chats, ...agents] }],
      },
    ],
  };
}

/** Returns the calls as log records with the token counts of model calls. */
export const logPayload = (calls: readonly SentCall[]): JsonObject => ({
  resourceLogs: [
    {
      resource: SERVICE,
      scopeLogs: [
        {
          scope: { name: "sender" },
          logRecords: calls.map((call) => ({
            timeUnixNano: nanosecondsOf(call.time),
            attributes: attributesOf({ ...usageAttributes(call), "log.record.uid": call.id }),
          })),
        },
      ],
    },
  ],
});

const usageAttributes = ({ model, inputTokens, outputTokens, cost, place, prompt }: SentCall) => ({
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "anthropic",
  "gen_ai.request.model": model,
  "gen_ai.usage.input_tokens": inputTokens,
  "gen_ai.usage.output_tokens": outputTokens,
  ...(cost !== undefined && { "gen_ai.usage.cost": Number(cost) }),
  ...(place && { "gen_ai.conversation.id": place.run, "gen_ai.agent.name": place.agent }),
  ...(prompt !== undefined && { "gen_ai.input.messages": prompt }),
});

const attributesOf = (attributes: Readonly<Record<string, string | number>>) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

function anyValue(value: string | number): JsonObject {
  if (typeof value === "string") return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

const SERVICE = { attributes: attributesOf({ "service.name": "sender" }) };

const nanosecondsOf = (time: string) => String(BigInt(Date.parse(time)) * 1_000_000n);
const timesOf = (time: string) => ({
  startTimeUnixNano: nanosecondsOf(time),
  endTimeUnixNano: nanosecondsOf(time),
});

const idOf = (name: string, bytes: number, encoding: IdEncoding) =>
  createHash("sha256").update(name).digest().subarray(0, bytes).toString(encoding);
const traceId = (name: string, encoding: IdEncoding) => idOf(name, 16, encoding);
const spanId = (name: string, encoding: IdEncoding) => idOf(name, 8, encoding);
