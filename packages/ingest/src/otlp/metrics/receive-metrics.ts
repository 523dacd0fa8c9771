import type { ExportResult } from "../export-result";
import type { ExportMetricsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/metrics/v1/metrics_service_pb";

const NEVER_COUNTED =
  "Metrics are accepted and never counted: what counts is usage in traces and logs.";

/** What to switch on, by how the metrics' names begin. */
const SETTINGS: readonly (readonly [prefix: string, setting: string])[] = [
  ["claude_code.", "For Claude Code, set OTEL_LOGS_EXPORTER=otlp."],
  ["codex.", 'For Codex, set exporter = "otlp-http" under [otel] with the endpoint\'s /v1/logs.'],
  ["gen_ai.", "For GenAI instrumentations, send traces: OTEL_TRACES_EXPORTER=otlp."],
];

/** Counts nothing: the same usage comes in traces or logs, call by call. Says how to send those. */
export function receiveMetrics(request: ExportMetricsServiceRequest): ExportResult {
  const names = namesIn(request);
  if (names.length === 0) return { rejected: 0, messages: [] };
  const settings = SETTINGS.filter(([prefix]) => names.some((name) => name.startsWith(prefix)));
  return { rejected: 0, messages: [NEVER_COUNTED, ...settings.map(([, setting]) => setting)] };
}

const namesIn = ({ resourceMetrics }: ExportMetricsServiceRequest): string[] =>
  resourceMetrics
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ metrics }) => metrics)
    .map(({ name }) => name);
