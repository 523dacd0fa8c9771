import { type ExportResult, NOTHING_REJECTED } from "../export-result";
import type { ExportMetricsServiceRequest } from "../proto/generated/opentelemetry/proto/collector/metrics/v1/metrics_service_pb";

const NEVER_COUNTED =
  "Metrics are accepted but never counted. Usage is counted from traces and logs.";

/**
 * The setting that makes a program send traces or logs instead of metrics, by the prefix of the metrics'
 * names.
 */
const SETTINGS: readonly (readonly [prefix: string, setting: string])[] = [
  ["claude_code.", "For Claude Code, set OTEL_LOGS_EXPORTER=otlp."],
  ["codex.", 'For Codex, set exporter = "otlp-http" under [otel] with the endpoint\'s /v1/logs.'],
  ["gen_ai.", "For GenAI instrumentations, send traces: OTEL_TRACES_EXPORTER=otlp."],
];

/**
 * Records nothing, because traces and logs report the same usage for each call. The result explains to the
 * sender how to send traces or logs instead.
 */
export function receiveMetrics(request: ExportMetricsServiceRequest): ExportResult {
  const names = namesIn(request);
  if (names.length === 0) return NOTHING_REJECTED;
  const settings = SETTINGS.filter(([prefix]) => names.some((name) => name.startsWith(prefix)));
  return { rejected: 0, messages: [NEVER_COUNTED, ...settings.map(([, setting]) => setting)] };
}

const namesIn = ({ resourceMetrics }: ExportMetricsServiceRequest): string[] =>
  resourceMetrics
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ metrics }) => metrics)
    .map(({ name }) => name);
