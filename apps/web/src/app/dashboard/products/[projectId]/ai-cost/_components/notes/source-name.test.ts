import { expect, test } from "vitest";
import { sourceName } from "./source-name";

test.each([
  [
    "otlp-traces @opentelemetry/instrumentation-openai@checkout",
    "checkout (@opentelemetry/instrumentation-openai)",
  ],
  ["otlp-traces ai@shop", "shop (ai)"],
  ["otlp-traces ai@", "ai"],
  ["otlp-logs @", "a service without a name"],
  ["otlp-logs claude-code", "claude-code"],
  ["litellm", "litellm"],
])("%s", (source, name) => {
  expect(sourceName(source)).toBe(name);
});
