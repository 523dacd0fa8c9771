import { type Destination, lines, otlpEndpoint, type Source } from "./source";

/**
 * Claude Code does not decode the header's value, so the space in it is not percent-encoded.
 * https://code.claude.com/docs/en/monitoring-usage
 */
const variablesOf = (destination: Destination): readonly (readonly [string, string])[] => [
  ["CLAUDE_CODE_ENABLE_TELEMETRY", "1"],
  ["OTEL_LOGS_EXPORTER", "otlp"],
  ["OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", otlpEndpoint(destination)],
  ["OTEL_EXPORTER_OTLP_HEADERS", `Authorization=Bearer ${destination.key}`],
];

const shellLine = ([name, value]: readonly [string, string]): string =>
  `export ${name}=${value.includes(" ") ? `"${value}"` : value}`;

export const claudeCode: Source = {
  id: "claude-code",
  label: "Claude Code",
  docsUrl: "https://code.claude.com/docs/en/monitoring-usage",
  stepsOf: (destination) => {
    const variables = variablesOf(destination);
    return [
      {
        text: "Run this in a shell, then send Claude Code a prompt:",
        snippet: { place: "Shell", text: lines(...variables.map(shellLine), "claude") },
      },
      {
        text: "To make it permanent, add the same to your own settings, or to managed settings for everyone on a machine:",
        snippet: {
          place: "~/.claude/settings.json or managed-settings.json",
          text: JSON.stringify({ env: Object.fromEntries(variables) }, null, 2),
        },
      },
    ];
  },
  notes: [
    "Each request to a model is one charge, with the cost that Claude Code itself reports.",
    "Use your own or managed settings: a repository’s .claude/settings.json is not read for these variables.",
    "Metrics can stay off. They are accepted but never counted, so nothing counts twice.",
  ],
};
