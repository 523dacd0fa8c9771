import { UnreadableField } from "../../../fields/unreadable-field";
import { CLAUDE_CODE, RESPONSE_ID } from "../../semconv/attribute-names";
import { firstText } from "../../semconv/first-value";
import { responseBodyId } from "../../semconv/response-body";
import type { TraceSpan } from "./trace-span";

/**
 * The response id of a call; null when the span has none. Claude Code reports its requests in log records
 * too. Only the request id shows that a span and a log record report the same call; the spans of versions
 * before 2.1.121 have no request id. Throws `UnreadableField` for these.
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
