import fc from "fast-check";
import { END_MS, type TestSpan } from "./trace-request";

type Kind = "agent" | "unnamed agent" | "step" | "tool" | "call";

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
  /** The id of the call's response, in half of the calls. */
  responseId: string | null;
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
  kind: fc.constantFrom<Kind>(
    "agent",
    "unnamed agent",
    "step",
    "step",
    "tool",
    "call",
    "call",
    "call",
    "call",
  ),
  agent: fc.constantFrom(...AGENTS),
  namesAgent: fc.boolean(),
  conversation: fc.constantFrom(null, null, null, "talk"),
  hasResponseId: fc.boolean(),
  isFailed: fc.constantFrom(false, false, true),
  endsAfterMs: fc.nat(60_000),
  costMicroUsd: fc.nat(5_000),
  tokens: fc.integer({ min: 1, max: 900 }),
});
