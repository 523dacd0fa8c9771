import { lines, otlpEndpoint, type Source } from "./source";

/** https://developers.openai.com/codex/config-advanced */
export const codex: Source = {
  id: "codex",
  label: "Codex",
  docsUrl: "https://developers.openai.com/codex/config-advanced",
  stepsOf: (destination) => [
    {
      text: "Add this to your own configuration, restart Codex and send it a prompt:",
      snippet: {
        place: "~/.codex/config.toml",
        text: lines(
          '[otel.exporter."otlp-http"]',
          `endpoint = "${otlpEndpoint(destination)}/v1/logs"`,
          'protocol = "binary"',
          "",
          '[otel.exporter."otlp-http".headers]',
          `Authorization = "Bearer ${destination.key}"`,
        ),
      },
    },
  ],
  notes: [
    "Only the log events of Codex have tokens. Its traces have none and can stay off.",
    "Use the file in your home folder: a repository’s .codex/config.toml is not read for telemetry.",
    "If the file already has an exporter = … line under [otel], remove it: only one of them can be set.",
  ],
};
