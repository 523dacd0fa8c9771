import { describe, expect, test } from "vitest";
import { type CallOrigin, jobOfCall } from "./job-of-call";
import type { SpanSummary } from "./span-summary";
import { TraceTree } from "./trace-tree";

const AT = new Date("2026-11-24T10:00:00.000Z");
const span = (spanId: string, parts: Partial<SpanSummary> = {}): SpanSummary => ({
  traceId: "T",
  spanId,
  parentSpanId: null,
  serviceName: null,
  role: "other",
  agentName: null,
  callKey: null,
  repeatsUsage: false,
  isFailed: false,
  endedAt: AT,
  ...parts,
});
const origin = (parts: Partial<CallOrigin> = {}): CallOrigin => ({
  traceId: "T",
  spanId: "P",
  agentName: null,
  conversation: null,
  ...parts,
});
const jobIn = (spans: readonly SpanSummary[], parts?: Partial<CallOrigin>) =>
  jobOfCall(new TraceTree(spans), origin(parts));

const AGENT = span("A", { role: "agent", agentName: "Writer", parentSpanId: "above" });

describe("the job of a call is named by", () => {
  test.each<[string, string, readonly SpanSummary[], Partial<CallOrigin>]>([
    ["the span above, before anything else has arrived", "otel/T/P//", [], {}],
    [
      "the agent and the conversation that the call names",
      "otel/T/P/Writer/a%2Fb",
      [],
      { agentName: "Writer", conversation: "a/b" },
    ],
    ["the nearest agent", "otel/T/A//", [span("P", { parentSpanId: "A" }), AGENT], {}],
    [
      "an agent without the name that the call repeats",
      "otel/T/A//",
      [AGENT],
      { spanId: "A", agentName: "Writer" },
    ],
    [
      "an agent and another name",
      "otel/T/A/Tester/",
      [AGENT],
      { spanId: "A", agentName: "Tester" },
    ],
    ["the root", "otel/T/R//", [span("P", { parentSpanId: "R" }), span("R")], {}],
    [
      "the topmost span while spans are missing",
      "otel/T/R//",
      [span("P", { parentSpanId: "R" })],
      {},
    ],
  ])("%s", (_, externalId, spans, parts) => {
    expect(jobIn(spans, parts).externalId).toBe(externalId);
  });
});

test.each<[string, boolean, readonly SpanSummary[]]>([
  ["with a named agent", true, [span("P", { parentSpanId: "A" }), AGENT]],
  ["with a root", true, [span("P")]],
  ["with an agent without a name", false, [span("P", { role: "agent", parentSpanId: "above" })]],
  ["with missing spans", false, [span("P", { parentSpanId: "above" })]],
  ["in a cycle", false, [span("P", { parentSpanId: "P" })]],
])("a job %s is settled: %s", (_, isSettled, spans) => {
  expect(jobIn(spans).isSettled).toBe(isSettled);
});

test("the name of the nearest agent or chain is the agent's name", () => {
  const chain = [span("P", { parentSpanId: "R" }), span("R", { agentName: "docs_agent" })];
  expect(jobIn(chain).agentName).toBe("docs_agent");
  expect(jobIn(chain, { agentName: "Tester" }).agentName).toBe("Tester");
});
