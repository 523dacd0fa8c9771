import { type Destination, lines, otlpEndpoint, type Source } from "./source";

/**
 * Claude Code hands the header's value on as it stands, so its space is not percent-encoded here.
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
        text: "In the shell that you start Claude Code from, and then send it a prompt:",
        snippet: { place: "Shell", text: lines(...variables.map(shellLine), "claude") },
      },
      {
        text: "To keep it, put the same into your own settings, or into managed settings for everyone on a machine:",
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
    "Metrics need not be on. They are accepted and never counted, so nothing counts twice.",
  ],
};
