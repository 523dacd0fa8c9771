import { END_MS, type TestSpan } from "./trace-request";

/** A span of a model call among nested spans. */
interface NestedSpan {
  /** One letter. */
  name: string;
  parent: string | null;
  responseId?: string;
  input: number;
  cached?: number;
}

/** Nested spans of model calls, and the calls that they are. */
export interface NestedShape {
  title: string;
  spans: readonly TestSpan[];
  calls: readonly CountedFigures[];
}

/** The input tokens and the cached tokens of a call that counts. */
export type CountedFigures = readonly [input: number, cached: number];

/**
 * Returns nested spans. Each line of the outline is `name(parent, response id, input, cached tokens)`, where
 * `-` means that the span has none.
 */
function shape(title: string, outline: string, calls: readonly CountedFigures[]): NestedShape {
  const spans = [...outline.matchAll(/(\w)\(([^)]*)\)/g)].map(([, name = "", fields = ""]) => {
    const [parent = "-", responseId = "-", input = "0", cached = "-"] = fields.split(/,\s*/);
    return testSpan({
      name,
      parent: parent === "-" ? null : parent,
      input: Number(input),
      ...(responseId !== "-" && { responseId }),
      ...(cached !== "-" && { cached: Number(cached) }),
    });
  });
  return { title, spans, calls };
}

const idOf = (name: string): string => `00000000000000${name.charCodeAt(0).toString(16)}`;

/** The outermost span, `a`, ends last. */
const testSpan = ({ name, parent, responseId, input, cached }: NestedSpan): TestSpan => ({
  id: idOf(name),
  parent: parent === null ? null : idOf(parent),
  scope: `instrumentation-${name}`,
  endMs: END_MS - name.charCodeAt(0),
  attributes: {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-5-2025-08-07",
    "gen_ai.usage.input_tokens": input,
    "gen_ai.usage.output_tokens": 10,
    ...(responseId && { "gen_ai.response.id": `chatcmpl-A9b8C7d6E5f4G3h2J1k0${responseId}` }),
    ...(cached && { "gen_ai.usage.cache_read.input_tokens": cached }),
  },
});

/** Chains in which each span reports the one call, in letters from the outermost to the innermost span. */
const CHAINS: readonly NestedShape[] = [
  shape("only the middle span has no response id", "a(-,x,100) b(a,-,100,40) c(b,x,100)", [
    [100, 40],
  ]),
  shape(
    "only the middle span has no response id, and the inner one has the most figures",
    "a(-,x,100) b(a,-,100) c(b,x,100,40)",
    [[100, 40]],
  ),
  shape(
    "only the middle span has no response id, and the outer one has the most figures",
    "a(-,x,100,40) b(a,-,100) c(b,x,100)",
    [[100, 40]],
  ),
  shape("only the outer span has no response id", "a(-,-,100,40) b(a,x,100) c(b,x,100)", [
    [100, 40],
  ]),
  shape("only the outer span has a response id", "a(-,x,100) b(a,-,100,40) c(b,-,100)", [
    [100, 40],
  ]),
  shape("only the inner span has no response id", "a(-,x,100) b(a,x,100) c(b,-,100,40)", [
    [100, 40],
  ]),
  shape("the middle span has another response id", "a(-,x,100) b(a,y,100) c(b,x,100,40)", [
    [100, 40],
  ]),
  shape(
    "only the outermost and the innermost of four spans have a response id",
    "a(-,x,100) b(a,-,100) c(b,-,100,40) d(c,x,100)",
    [[100, 40]],
  ),
  shape(
    "every other one of four spans has a response id",
    "a(-,x,100) b(a,-,100,40) c(b,x,100) d(c,-,100)",
    [[100, 40]],
  ),
  shape(
    "four spans have two response ids by turns",
    "a(-,x,100) b(a,y,100,40) c(b,x,100) d(c,y,100)",
    [[100, 40]],
  ),
];

/** Shapes in which a span contains several calls, so that its figures are a sum. */
const SUMS: readonly NestedShape[] = [
  shape("two calls are below two spans", "a(-,-,300) b(a,-,300) c(b,x,100) d(b,y,200)", [
    [100, 0],
    [200, 0],
  ]),
  shape("the outer span has the response id of its last call", "a(-,y,300) c(a,x,100) d(a,y,200)", [
    [100, 0],
    [200, 0],
  ]),
  shape(
    "the outer span has the response id of its last call, and the first one has none",
    "a(-,y,300) c(a,-,100) d(a,y,200)",
    [
      [100, 0],
      [200, 0],
    ],
  ),
  shape(
    "the outermost span has the response id of its last call, with a span in between",
    "a(-,y,300) b(a,-,300) c(b,-,100) d(b,y,200)",
    [
      [100, 0],
      [200, 0],
    ],
  ),
  shape(
    "one of the two calls has a span around it",
    "a(-,-,300) b(a,-,100,40) c(b,x,100) d(a,y,200)",
    [
      [100, 40],
      [200, 0],
    ],
  ),
  shape(
    "two of three spans below one have the same response id",
    "a(-,x,100) c(a,x,100) d(a,x,100,40)",
    [[100, 40]],
  ),
];

export const NESTED_SHAPES: readonly NestedShape[] = [...CHAINS, ...SUMS];
