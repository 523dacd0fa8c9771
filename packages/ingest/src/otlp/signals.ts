import type { DescMessage } from "@bufbuild/protobuf";
import { ExportLogsServiceRequestSchema } from "./proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { ExportMetricsServiceRequestSchema } from "./proto/generated/opentelemetry/proto/collector/metrics/v1/metrics_service_pb";
import { ExportTraceServiceRequestSchema } from "./proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";

/** One of the protocol's three kinds of telemetry: each has a path and a request of its own. */
export interface Signal<Schema extends DescMessage = DescMessage> {
  /** As its path ends, `/v1/traces`, and as a sentence names it. */
  name: "traces" | "logs" | "metrics";
  request: Schema;
}

export const TRACES = { name: "traces", request: ExportTraceServiceRequestSchema } as const;
export const LOGS = { name: "logs", request: ExportLogsServiceRequestSchema } as const;
export const METRICS = { name: "metrics", request: ExportMetricsServiceRequestSchema } as const;

export const SIGNALS: readonly Signal[] = [TRACES, LOGS, METRICS];

export const sentToTheWrongPath = (signal: Signal): string =>
  `These are ${signal.name}, which belong at /v1/${signal.name}.`;
