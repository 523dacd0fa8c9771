import { lines, otlpEndpoint, type Source } from "./source";

/** https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/otlphttpexporter */
export const collector: Source = {
  id: "collector",
  label: "OpenTelemetry Collector",
  docsUrl:
    "https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/otlphttpexporter",
  stepsOf: (destination) => [
    {
      text: "Add the exporter, and name it in the pipelines that carry your agents’ traces and logs, beside the ones that are there:",
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
    "Send from before any sampling: a call that is sampled away is a cost that is not counted.",
    "Everything may be sent. Only calls to a model are read; the rest is accepted and dropped.",
  ],
};
