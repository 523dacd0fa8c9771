import { lines, otlpEndpoint, type Source } from "./source";

/** https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/otlphttpexporter */
export const collector: Source = {
  id: "collector",
  label: "OpenTelemetry Collector",
  docsUrl:
    "https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/otlphttpexporter",
  stepsOf: (destination) => [
    {
      text: "Add the exporter, and add it to the pipelines of your agents’ traces and logs next to those that are there:",
      snippet: {
        place: "config.yaml",
        text: lines(
          "exporters:",
          "  otlp_http/ai-cost:",
          `    endpoint: ${otlpEndpoint(destination)}`,
          "    headers:",
          `      Authorization: "Bearer ${destination.key}"`,
          "",
          "service:",
          "  pipelines:",
          "    traces:",
          "      receivers: [otlp]",
          "      exporters: [otlp_http/ai-cost]",
          "    logs:",
          "      receivers: [otlp]",
          "      exporters: [otlp_http/ai-cost]",
        ),
      },
    },
  ],
  notes: [
    "Before version 0.144 of the Collector the exporter is called otlphttp.",
    "Export before any sampling: the cost of a call that is sampled away is not counted.",
    "You can send everything. Only model calls are read; the rest is accepted and dropped.",
  ],
};
