import { lines, otlpEndpoint, type Source } from "./source";

/** https://developers.openai.com/codex/config-advanced */
export const codex: Source = {
  id: "codex",
  label: "Codex",
  docsUrl: "https://developers.openai.com/codex/config-advanced",
  stepsOf: (destination) => [
    {
      text: "Add this to your own configuration, start Codex again and send it a prompt:",
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
    "Tokens come with Codex’s log events alone; its traces carry none, so they need not be sent.",
    "The file is the one in your home folder: a repository’s .codex/config.toml is not read for telemetry.",
    "Where the file has an exporter = … line under [otel] already, take it out: it is one or the other.",
  ],
};
