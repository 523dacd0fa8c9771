import fc from "fast-check";
import { END_MS, type TestSpan } from "./trace-request";

type Kind = "agent" | "unnamed agent" | "step" | "call";

/**
 * A span of a random trace. Its parent is another span of the trace, is absent, or is a span that is never
 * sent.
 */
export interface RandomSpan {
  id: string;
  trace: string;
  parentId: string | null;
  kind: Kind;
  /** The agent of an agent invocation, or of a model call that names its own agent; null for other spans. */
  agentName: string | null;
  conversation: string | null;
  isFailed: boolean;
  endMs: number;
  costMicroUsd: number;
  tokens: number;
}

const AGENTS = ["Researcher", "Tester", "planner"];
export const SERVICE = "crew";

const node = fc.record({
  trace: fc.nat(1),
  parent: fc.oneof(
    { weight: 6, arbitrary: fc.nat(1_000) },
    { weight: 1, arbitrary: fc.constantFrom("root" as const, "never sent" as const) },
  ),
  kind: fc.constantFrom<Kind>("agent", "unnamed agent", "step", "step", "call", "call", "call"),
  agent: fc.constantFrom(...AGENTS),
  namesAgent: fc.boolean(),
  conversation: fc.constantFrom(null, null, null, "talk"),
  isFailed: fc.constantFrom(false, false, true),
  endsAfterMs: fc.nat(60_000),
  costMicroUsd: fc.nat(5_000),
  tokens: fc.integer({ min: 1, max: 900 }),
});

/**
 * Up to two traces of up to 24 spans, with nested agents, intermediate steps, failures and missing
 * parents.
 */
export const someSpans: fc.Arbitrary<RandomSpan[]> = fc
  .array(node, { minLength: 1, maxLength: 24 })
  .map((nodes) => {
    const spans: RandomSpan[] = [];
    for (const [index, node] of nodes.entries()) {
      const trace = String(node.trace + 1).repeat(32);
      const above = spans.filter((span) => span.trace === trace);
      const parent =
        typeof node.parent === "number" && above[node.parent % Math.max(above.length, 1)];
      const isNamed =
        node.kind === "agent" || (node.kind === "call" && node.namesAgent && index % 4 === 0);
      spans.push({
        id: (index + 1).toString(16).padStart(16, "0"),
        trace,
        parentId: node.parent === "never sent" ? "f".repeat(16) : parent ? parent.id : null,
        kind: node.kind,
        agentName: isNamed ? node.agent : null,
        conversation: node.conversation,
        isFailed: node.isFailed,
        endMs: END_MS - 120_000 + node.endsAfterMs,
        costMicroUsd: node.costMicroUsd,
        tokens: node.tokens,
      });
    }
    return spans;
  });

export const testSpanOf = (span: RandomSpan): TestSpan => ({
  id: span.id,
  trace: span.trace,
  parent: span.parentId,
  service: SERVICE,
  isFailed: span.isFailed,
  endMs: span.endMs,
  startMs: span.endMs - 10,
  attributes: {
    ...(span.kind !== "step" && {
      "gen_ai.operation.name": span.kind === "call" ? "chat" : "invoke_agent",
      // The span of an agent repeats the usage of the calls below it.
      "gen_ai.usage.input_tokens": span.tokens,
      cost_usd: span.costMicroUsd / 1_000_000,
    }),
    ...(span.agentName !== null && { "gen_ai.agent.name": span.agentName }),
    ...(span.kind === "call" &&
      span.conversation !== null && { "gen_ai.conversation.id": span.conversation }),
  },
});

/**
 * Requests with the spans in any order and grouping. Some spans are sent twice. There are up to three
 * lists of requests, which run concurrently.
 */
export const someSending = (spans: readonly RandomSpan[]): fc.Arbitrary<RandomSpan[][][]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...spans], { minLength: spans.length }),
      fc.array(fc.constantFrom(...spans), { maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 3 }),
    )
    .map(([shuffled, again, size, lanes]) => {
      const sent = [...shuffled, ...again];
      const requests: RandomSpan[][] = [];
      for (let first = 0; first < sent.length; first += size)
        requests.push(sent.slice(first, first + size));
      return Array.from({ length: lanes }, (_, lane) =>
        requests.filter((_, index) => index % lanes === lane),
      );
    });
