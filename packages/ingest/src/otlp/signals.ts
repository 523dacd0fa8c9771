import type { DescMessage } from "@bufbuild/protobuf";
import { HttpError } from "../http/http-error";
import { ExportLogsServiceRequestSchema } from "./proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { ExportMetricsServiceRequestSchema } from "./proto/generated/opentelemetry/proto/collector/metrics/v1/metrics_service_pb";
import { ExportTraceServiceRequestSchema } from "./proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";

/** One of OpenTelemetry's signals. Each signal has its own path and request message. */
export interface Signal<Schema extends DescMessage = DescMessage> {
  /** The name of the signal, which is also the end of its path: `/v1/traces`. */
  name: "traces" | "logs" | "metrics";
  request: Schema;
}

export const TRACES = { name: "traces", request: ExportTraceServiceRequestSchema } as const;
export const LOGS = { name: "logs", request: ExportLogsServiceRequestSchema } as const;
export const METRICS = { name: "metrics", request: ExportMetricsServiceRequestSchema } as const;

export const SIGNALS: readonly Signal[] = [TRACES, LOGS, METRICS];

export const wrongPathMessage = ({ name }: Signal): string =>
  `The request contains ${name}. Send ${name} to /v1/${name}.`;

export const notASignal = ({ name }: Signal): HttpError =>
  new HttpError(400, `The body is not an OTLP request with ${name}.`);
