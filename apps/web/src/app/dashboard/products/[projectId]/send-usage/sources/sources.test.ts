import { expect, test } from "vitest";
import { SOURCES, sourceOf } from "./sources";

const DESTINATION = { publicUrl: "https://cost.example.com", key: "aicost_0123_secret" };

const textOf = (id: string): string =>
  sourceOf(id)
    .stepsOf(DESTINATION)
    .map(({ snippet }) => snippet?.text ?? "")
    .join("\n");

test("the page has instructions for every source", () => {
  expect(SOURCES.map(({ label }) => label)).toEqual([
    "Claude Code",
    "Codex",
    "Vercel AI SDK",
    "OpenAI Agents",
    "LiteLLM",
    "OpenTelemetry Collector",
    "Plain HTTP",
  ]);
});

test.each(SOURCES.map(({ id }) => id))("the lines of %s contain the address and the key", (id) => {
  expect(textOf(id)).toContain(DESTINATION.publicUrl);
  expect(textOf(id)).toContain(DESTINATION.key);
});

// Some tools decode the header's value and others do not, so the encoding follows each tool's documentation.
test.each([
  ["claude-code", "Authorization=Bearer aicost_0123_secret"],
  ["codex", 'Authorization = "Bearer aicost_0123_secret"'],
  ["vercel-ai-sdk", "Authorization=Bearer%20aicost_0123_secret"],
  ["openai-agents", "Authorization=Bearer%20aicost_0123_secret"],
  ["litellm", "Authorization: Bearer aicost_0123_secret"],
  ["collector", 'Authorization: "Bearer aicost_0123_secret"'],
  ["http", '-H "Authorization: Bearer aicost_0123_secret"'],
])("%s sends %s", (id, header) => {
  expect(textOf(id)).toContain(header);
});

test.each([
  ["claude-code", "OTEL_EXPORTER_OTLP_ENDPOINT=https://cost.example.com/api/otel\n"],
  ["codex", 'endpoint = "https://cost.example.com/api/otel/v1/logs"\n'],
  ["vercel-ai-sdk", "OTEL_EXPORTER_OTLP_ENDPOINT=https://cost.example.com/api/otel\n"],
  ["openai-agents", "OTEL_EXPORTER_OTLP_ENDPOINT=https://cost.example.com/api/otel\n"],
  ["litellm", "endpoint: https://cost.example.com/api/v1/litellm\n"],
  ["collector", "endpoint: https://cost.example.com/api/otel\n"],
  ["http", "curl https://cost.example.com/api/v1/usage-events "],
])("%s sends to the endpoint of its protocol", (id, line) => {
  expect(textOf(id)).toContain(line);
});

test("Claude Code's settings are JSON with the same variables as its shell", () => {
  const [shell, settings] = sourceOf("claude-code").stepsOf(DESTINATION);
  const { env } = JSON.parse(settings?.snippet?.text ?? "");
  for (const [name, value] of Object.entries(env))
    expect(shell?.snippet?.text.replaceAll('"', "")).toContain(`export ${name}=${value}`);
});

test("the body that curl sends is JSON", () => {
  const body = /-d '([^']*)'/.exec(textOf("http"))?.[1] ?? "";
  expect(JSON.parse(body)).toMatchObject({ id: "call-1", inputTokens: 1200, outputTokens: 350 });
});
