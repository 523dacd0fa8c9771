import { type AttributeValues, type TestLogRecord, withoutNulls } from "./log-request";

/**
 * Claude Code's `api_request` event with the attributes that
 * https://code.claude.com/docs/en/monitoring-usage#api-request-event lists (21 August 2026). The scope,
 * the body and the numbers as text are from the tests of another receiver,
 * https://github.com/langwatch/langwatch (OTLP logs, read 23 November 2026).
 */
export const CLAUDE_CODE = { scope: "com.anthropic.claude_code.events", service: "claude-code" };

export const SESSION = "4f1c7a52-0b8e-4d5f-9f43-5c8f7f6f1f10";
export const PROMPT = "0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5";

/** Creates the event with changed attributes. Null removes an attribute. */
export const apiRequest = (
  change: Readonly<Record<string, AttributeValues[string] | null>> = {},
): TestLogRecord => {
  const attributes = {
    "user.id": "9f8e7d6c",
    "user.email": "developer@example.com",
    "session.id": SESSION,
    "organization.id": "1b2c3d4e",
    "terminal.type": "vscode",
    "event.name": "api_request",
    "event.timestamp": "2026-05-20T11:59:58.123Z",
    "event.sequence": 7,
    "prompt.id": PROMPT,
    model: "claude-sonnet-5",
    input_tokens: "12",
    output_tokens: "350",
    cache_read_tokens: "20000",
    cache_creation_tokens: "1500",
    cost_usd: "0.0168975",
    cost_usd_micros: "16898",
    duration_ms: "4321",
    request_id: "req_011CSHoEeqs5C35K2UUqR7Fy",
    speed: "normal",
    query_source: "repl_main_thread",
    ...change,
  };
  return {
    timeUnixNano: "1779278398123000000",
    observedTimeUnixNano: "1779278398123000000",
    body: "claude_code.api_request",
    attributes: withoutNulls(attributes),
  };
};
