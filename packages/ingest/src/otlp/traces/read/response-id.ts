import { UnreadableField } from "../../../fields/unreadable-field";
import { CLAUDE_CODE, RESPONSE_ID } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import { responseBodyId } from "../../semconv/response-body";
import type { TraceSpan } from "./trace-span";

/**
 * Returns the response id of a call; null when the span has none. Claude Code reports each request both as
 * a span and as a log record, and only the request id shows that the two are the same call. Claude Code's
 * spans before version 2.1.121 have no request id, so this throws `UnreadableField` for them.
 */
export function responseIdOf({ name, attributes }: TraceSpan): string | null {
  if (name !== CLAUDE_CODE.spanName)
    return firstText(attributes, RESPONSE_ID) ?? responseBodyId(attributes);
  const requestId = firstText(attributes, [CLAUDE_CODE.requestId, ...RESPONSE_ID]);
  if (requestId === null)
    throw new UnreadableField(
      CLAUDE_CODE.requestId,
      "is missing; set OTEL_LOGS_EXPORTER=otlp to have Claude Code's log records counted instead",
    );
  return requestId;
}
