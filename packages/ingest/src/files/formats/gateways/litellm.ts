import { readPayload } from "../../../litellm/read-payload";
import { FieldProblem } from "../../rows/parse-cell";
import type { Fields } from "../fields";
import { exportedCall } from "../file-call";
import type { FileFormat } from "../file-format";

const FORMAT = "litellm";

/**
 * The spend logs of LiteLLM's proxy, from its API, its web page or its table `LiteLLM_SpendLogs`. A row is
 * converted to the payload of LiteLLM's callback, so that a call that was also reported live counts once.
 */
export const liteLlm: FileFormat = {
  name: FORMAT,
  title: "LiteLLM spend logs",
  isAggregated: false,
  usageFields: [
    "prompt_tokens",
    "completion_tokens",
    "total_tokens",
    "spend",
    "cache_hit",
    "cache_key",
    "cached",
  ],
  recognises: (record) =>
    record.hasAll("request_id", "spend") && (record.has("startTime") || record.has("api_key")),
  openReader: () => readRecord,
};

function readRecord(record: Fields) {
  const metadata = record.object("metadata") ?? {};
  const status = record.text("status") ?? textIn(metadata.status);
  const payload = {
    id: record.text("request_id") ?? "",
    status: status === "failure" || status === "success" ? status : null,
    call_type: record.text("call_type"),
    trace_id: record.text("session_id"),
    custom_llm_provider: record.text("custom_llm_provider"),
    model: record.text("model"),
    api_base: record.text("api_base"),
    prompt_tokens: Number(record.tokens("prompt_tokens") ?? 0n),
    completion_tokens: Number(record.tokens("completion_tokens") ?? 0n),
    total_tokens: Number(record.tokens("total_tokens") ?? 0n),
    response_cost: record.text("spend"),
    cache_hit: record.isTrue("cache_hit"),
    startTime: record.time("startTime", "start_time").toISOString(),
    endTime: record.time("endTime", "end_time", "startTime", "start_time").toISOString(),
    request_tags: tagsOf(record),
    metadata: {
      ...metadata,
      usage_object: metadata.usage_object ?? metadata.additional_usage_values,
    },
  };
  const read = readPayload(payload, new Date(payload.endTime));
  if ("problem" in read) throw new FieldProblem(read.problem);
  if (!read.call) return [];
  const { ownKey, job, ...call } = read.call;
  return [
    {
      ...exportedCall({ ...call, format: FORMAT, ownKey, run: call.run.externalId }),
      run: call.run,
      job,
    },
  ];
}

const textIn = (value: unknown): string | null => (typeof value === "string" ? value : null);

function tagsOf(record: Fields): unknown[] {
  const text = record.text("request_tags");
  if (text === null) return record.values("request_tags");
  try {
    const tags: unknown = JSON.parse(text);
    return Array.isArray(tags) ? tags : [text];
  } catch {
    return [text];
  }
}
