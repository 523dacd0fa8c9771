import type { AnsweredCall } from "./answered-call";

/** The body of a request. Each protocol checks the fields that it reads. */
export type Body = Readonly<Record<string, unknown>>;

/** An answer as one JSON document, or as the events of a stream. */
export type Answer = { json: unknown } | { events: readonly StreamEvent[] };

interface StreamEvent {
  /** The event's name, for protocols that name their events. */
  name?: string;
  data: unknown;
}

/** The behaviour of one endpoint of a provider. */
export interface Protocol {
  /** The model that the request names. */
  modelOf(body: Body, path: string): string;
  answer(body: Body, call: AnsweredCall, path: string): Answer;
}

/** A tool that the model asks for, with arguments that fit its schema. */
export interface ToolCall {
  name: string;
  input: Record<string, string>;
}

/** The text of every answer. A test can search the ledger for it. */
export const ANSWER = "what-was-said";

export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Body)[name] : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The first tool of the request, unless the conversation already has a tool's result. */
export function askedTool(
  tools: readonly { name: unknown; schema: unknown }[],
  hasResult: boolean,
): ToolCall | null {
  const [tool] = tools;
  if (!tool || hasResult) return null;
  const properties = fieldOf(tool.schema, "properties");
  const names =
    typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  return {
    name: String(tool.name),
    input: Object.fromEntries(names.map((name) => [name, "x"])),
  };
}

/** Returns a random id of the same length as the ids of real providers. */
export const randomId = (prefix: string): string =>
  `${prefix}${crypto.randomUUID().replaceAll("-", "").slice(0, 24)}`;
