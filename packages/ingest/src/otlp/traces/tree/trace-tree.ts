import type { SpanSummary } from "./span-summary";

/** A span and the spans above it. */
export interface Ancestors {
  /** The spans in upward order, as far as they have arrived. */
  spans: readonly SpanSummary[];
  /** Whether the last of the spans is the root of the trace. */
  isComplete: boolean;
  /** The id of the root, or of the first span that has not arrived. */
  topSpanId: string;
}

/**
 * The maximum number of spans above another one. No real trace has so many. The limit ends the search when
 * parent links form a cycle.
 */
const MAX_DEPTH = 200;

/** The spans of some traces, as far as they have arrived, with access to the spans above each of them. */
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

/** Returns the id of a span, which is unique over all traces. */
export const idOf = ({ traceId, spanId }: Pick<SpanSummary, "traceId" | "spanId">): string =>
  `${traceId}/${spanId}`;
