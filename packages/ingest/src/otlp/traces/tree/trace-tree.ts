import type { SpanSummary } from "./span-summary";

/** A span and the spans above it. */
export interface Ancestors {
  /** The spans, from the first one upwards, as far as they have arrived. */
  spans: readonly SpanSummary[];
  /** Whether the last of the spans is the root of the trace. */
  isComplete: boolean;
  /** The id of the root, or of the first span that has not arrived. */
  topSpanId: string;
}

/**
 * The maximum number of spans above another one, more than in any real trace. It ends a search through
 * parent links that form a cycle.
 */
const MAX_DEPTH = 200;

/** The spans of some traces, as far as they have arrived, by their places in the traces. */
export class TraceTree {
  readonly #spans = new Map<string, SpanSummary>();

  constructor(spans: Iterable<SpanSummary>) {
    for (const span of spans) this.#spans.set(idOf(span), span);
  }

  spans(): Iterable<SpanSummary> {
    return this.#spans.values();
  }

  /** The span with this id and the spans above it. */
  ancestorsFrom(traceId: string, spanId: string): Ancestors {
    const spans: SpanSummary[] = [];
    let nextId: string | null = spanId;
    let topSpanId = spanId;
    while (nextId !== null && spans.length < MAX_DEPTH) {
      topSpanId = nextId;
      const span: SpanSummary | undefined = this.#spans.get(idOf({ traceId, spanId: nextId }));
      if (!span) break;
      spans.push(span);
      nextId = span.parentSpanId;
    }
    return { spans, isComplete: nextId === null, topSpanId };
  }
}

/** The id of a span among the spans of several traces. */
export const idOf = ({ traceId, spanId }: Pick<SpanSummary, "traceId" | "spanId">): string =>
  `${traceId}/${spanId}`;
