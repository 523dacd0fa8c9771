import fc from "fast-check";
import { END_MS, type TestSpan } from "./trace-request";

type Kind = "agent" | "unnamed agent" | "step" | "tool" | "call";

/**
 * A span of a random trace. Its parent can be another span of the trace, absent, or a span that is never
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
  /** The id of a call's response; null when the span has none. */
  responseId: string | null;
  isFailed: boolean;
  endMs: number;
  tokens: number;
  /** The number of cached tokens; null unless the span is the wrapper of a single call. */
  cachedTokens: number | null;
}

const AGENTS = ["Researcher", "Tester", "planner"];
const CONVERSATION = "talk";
export const SERVICE = "crew";

const node = fc.record({
  trace: fc.nat(1),
  parent: fc.oneof(
    { weight: 6, arbitrary: fc.nat(1_000) },
    { weight: 1, arbitrary: fc.constantFrom("root" as const, "never sent" as const) },
  ),
  kind: fc.constantFrom<Kind>(
    ...(["agent", "unnamed agent", "tool"] as const),
    ...(["step", "step", "call", "call", "call", "call"] as const),
  ),
  agent: fc.constantFrom(...AGENTS),
  namesAgent: fc.boolean(),
  conversation: fc.constantFrom(null, null, null, CONVERSATION),
  hasResponseId: fc.boolean(),
  isFailed: fc.constantFrom(false, false, true),
  endsAfterMs: fc.nat(60_000),
  tokens: fc.integer({ min: 1, max: 900 }),
});

type Node = typeof node extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * Generates up to two traces with up to 24 spans in total, with nested agents, steps, tools, calls that
 * contain other calls, failures and missing parents.
 */
export const someSpans: fc.Arbitrary<RandomSpan[]> = fc
  .array(node, { minLength: 1, maxLength: 24 })
  .map((nodes) => {
    const spans: RandomSpan[] = [];
    for (const [index, node] of nodes.entries()) spans.push(spanOfNode(node, index, spans));
    return spans.map((span) => withWrappersFigures(spans, span));
  });

function spanOfNode(node: Node, index: number, spans: readonly RandomSpan[]): RandomSpan {
  const trace = String(node.trace + 1).repeat(32);
  const above = spans.filter((span) => span.trace === trace);
  const parent =
    typeof node.parent === "number" ? above[node.parent % Math.max(above.length, 1)] : undefined;
  const span: RandomSpan = {
    id: (index + 1).toString(16).padStart(16, "0"),
    trace,
    parentId: node.parent === "never sent" ? "f".repeat(16) : (parent?.id ?? null),
    kind: node.kind,
    agentName: null,
    conversation: node.conversation,
    responseId: node.hasResponseId ? responseIdOf(index) : null,
    isFailed: node.isFailed,
    endMs: END_MS - 120_000 + node.endsAfterMs,
    tokens: node.tokens,
    cachedTokens: null,
  };
  // The spans of one call have the same conversation, and the inner span names no agent.
  const wrapper = node.kind === "call" ? wrapperOf(spans, span) : undefined;
  if (wrapper) return { ...span, conversation: wrapper.conversation };
  const isNamed =
    node.kind === "agent" || (node.kind === "call" && node.namesAgent && index % 4 === 0);
  return { ...span, agentName: isNamed ? node.agent : null };
}

/**
 * Returns a wrapper with the figures of the calls inside it. If it contains a single call, the two spans
 * may have the same response id, and the wrapper may also have the cached tokens. If it contains several,
 * it may have the response id of the last one.
 */
function withWrappersFigures(spans: readonly RandomSpan[], span: RandomSpan): RandomSpan {
  const inner = innerCalls(spans, span);
  const [first] = inner;
  if (span.kind !== "call" || !first) return span;
  const tokens = inner.reduce((sum, call) => sum + call.tokens, 0);
  const responseId = span.responseId && (inner.at(-1)?.responseId ?? null);
  if (inner.length > 1) return { ...span, tokens, responseId };
  const isOnlyWrapper = wrapperOf(spans, first) === span && !wrapperOf(spans, span);
  const cachedTokens = isOnlyWrapper && span.endMs % 2 === 0 ? 1 : null;
  return { ...span, tokens, responseId, cachedTokens };
}

/** Creates a response id in the form of OpenAI's ids. */
const responseIdOf = (index: number): string =>
  `chatcmpl-${(0x9e3779b97f4a7c15n * BigInt(index + 1)).toString(36).slice(-10)}A9b8C7d6E5`;

const parentOf = (spans: readonly RandomSpan[], span: RandomSpan): RandomSpan | undefined =>
  spans.find(({ id, trace }) => id === span.parentId && trace === span.trace);

/** Returns the nearest call that contains a call, with no tool and no agent between the two. */
function wrapperOf(spans: readonly RandomSpan[], call: RandomSpan): RandomSpan | undefined {
  let span = parentOf(spans, call);
  while (span && span.kind === "step") span = parentOf(spans, span);
  return span?.kind === "call" ? span : undefined;
}

/** Returns the innermost calls inside a call. */
export function innerCalls(spans: readonly RandomSpan[], call: RandomSpan): RandomSpan[] {
  const wrappers = new Set(spans.map((inner) => inner.kind === "call" && wrapperOf(spans, inner)));
  return callsInside(spans, call).filter((inner) => !wrappers.has(inner));
}

/** Returns the calls inside a call, at any depth. */
function callsInside(spans: readonly RandomSpan[], call: RandomSpan): RandomSpan[] {
  const isAround = (inner: RandomSpan): boolean => {
    const wrapper = wrapperOf(spans, inner);
    return wrapper !== undefined && (wrapper === call || isAround(wrapper));
  };
  return spans.filter((inner) => inner.kind === "call" && isAround(inner));
}

export const testSpanOf = (span: RandomSpan): TestSpan => ({
  id: span.id,
  trace: span.trace,
  parent: span.parentId,
  service: SERVICE,
  // A span and the spans around it are from different instrumentations.
  scope: `scope-${span.id}`,
  isFailed: span.isFailed,
  endMs: span.endMs,
  startMs: span.endMs - 10,
  attributes: {
    ...OPERATIONS[span.kind],
    // The span of an agent repeats the usage of the calls below it.
    ...(span.kind !== "step" && {
      "gen_ai.usage.input_tokens": span.tokens,
      cost_usd: span.tokens / 1_000_000,
    }),
    ...(span.agentName !== null && { "gen_ai.agent.name": span.agentName }),
    ...(span.kind === "call" && {
      "gen_ai.provider.name": "openai",
      ...(span.conversation !== null && { "gen_ai.conversation.id": span.conversation }),
      ...(span.responseId !== null && { "gen_ai.response.id": span.responseId }),
      ...(span.cachedTokens !== null && {
        "gen_ai.usage.cache_read.input_tokens": span.cachedTokens,
      }),
    }),
  },
});

const OPERATIONS: Readonly<Record<Kind, Record<string, string>>> = {
  agent: { "gen_ai.operation.name": "invoke_agent" },
  "unnamed agent": { "gen_ai.operation.name": "invoke_agent" },
  tool: { "gen_ai.operation.name": "execute_tool" },
  call: { "gen_ai.operation.name": "chat" },
  step: {},
};

/**
 * Generates requests with the spans in any order and grouping. Some spans are sent twice. There are up to
 * three lists of requests, which are sent concurrently.
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
