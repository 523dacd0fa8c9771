import { expect, test } from "vitest";
import { Attributes } from "./attributes";
import { reportedGeo } from "./reported-geo";
import { reportedUnits } from "./reported-units";
import { reportedTier } from "./service-tier";

const attributesWith = (texts: Record<string, string>): Attributes =>
  new Attributes(
    Object.entries(texts).map(([key, value]) => ({
      $typeName: "opentelemetry.proto.common.v1.KeyValue",
      key,
      keyStrindex: 0,
      value: {
        $typeName: "opentelemetry.proto.common.v1.AnyValue",
        value: { case: "stringValue", value },
      },
    })),
  );

const METADATA = "ai.response.providerMetadata";

test.each<[string, Record<string, string>, string | null]>([
  ["OpenAI's attribute", { "openai.response.service_tier": "flex" }, "flex"],
  [
    "the tier that served the call, not the one that was asked for",
    { "openai.request.service_tier": "flex", "openai.response.service_tier": "default" },
    null,
  ],
  ["the tier that was asked for", { "gen_ai.openai.request.service_tier": "priority" }, "priority"],
  ["Anthropic's attribute", { "anthropic.response.service_tier": "batch" }, "batch"],
  ["Anthropic's usage", { "anthropic.usage.service_tier": "batch" }, "batch"],
  ["the AI SDK's metadata", { [METADATA]: '{"openai":{"serviceTier":"flex"}}' }, "flex"],
  [
    "Vertex's type of traffic",
    { [METADATA]: '{"vertex":{"usageMetadata":{"trafficType":"ON_DEMAND_PRIORITY"}}}' },
    "priority",
  ],
  [
    "the parameters of OpenInference's request",
    { "llm.invocation_parameters": '{"model":"gpt-5","service_tier":"flex"}' },
    "flex",
  ],
  ["OpenInference's response", { "output.value": '{"id":"x","service_tier": "flex"}' }, "flex"],
  [
    "what the model wrote",
    { "output.value": JSON.stringify({ content: '{"service_tier": "flex"}' }) },
    null,
  ],
  ["nothing", {}, null],
])("the service tier is read from %s", (_, texts, tier) => {
  expect(reportedTier(attributesWith(texts))).toBe(tier);
});

test.each<[string, Record<string, string>, object | null]>([
  ["an attribute", { "gen_ai.usage.server_tool_use.web_search_requests": "2" }, { web_search: 2 }],
  [
    "the AI SDK's metadata",
    { [METADATA]: '{"anthropic":{"usage":{"server_tool_use":{"web_search_requests":3}}}}' },
    { web_search: 3 },
  ],
  [
    "OpenInference's response",
    { "output.value": '{"usage":{"server_tool_use":{"web_search_requests":1}}}' },
    { web_search: 1 },
  ],
  [
    "Gemini's grounding, which costs by the search",
    {
      "gen_ai.request.model": "gemini-3-pro",
      [METADATA]: '{"google":{"groundingMetadata":{"webSearchQueries":["a","b"]}}}',
    },
    { web_search: 2 },
  ],
  [
    "the grounding of Gemini 2.5, which costs by the answer",
    {
      "gen_ai.request.model": "gemini-2.5-pro",
      [METADATA]: '{"google":{"groundingMetadata":{"webSearchQueries":["a","b"]}}}',
    },
    { web_search: 1 },
  ],
  [
    "an answer without grounding",
    { [METADATA]: '{"google":{"groundingMetadata":{"webSearchQueries":[]}}}' },
    null,
  ],
  ["none", { "output.value": '{"usage":{"server_tool_use":{"web_search_requests":0}}}' }, null],
])("web searches are read from %s", (_, texts, units) => {
  expect(reportedUnits(attributesWith(texts))).toEqual(units);
});

test.each<[string, Record<string, string>, string | null]>([
  ["the AI SDK's metadata", { [METADATA]: '{"anthropic":{"usage":{"inference_geo":"us"}}}' }, "us"],
  ["OpenInference's response", { "output.value": '{"usage":{"inference_geo":"us"}}' }, "us"],
  ["nothing", { [METADATA]: '{"anthropic":{"usage":{"inference_geo":null}}}' }, null],
])("the place of the inference is read from %s", (_, texts, geo) => {
  expect(reportedGeo(attributesWith(texts))).toBe(geo);
});
