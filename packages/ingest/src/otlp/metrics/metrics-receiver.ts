import { create } from "@bufbuild/protobuf";
import type { Endpoint } from "../../http/endpoint";
import { otlpReceiver } from "../otlp-receiver";
import { ExportMetricsServiceResponseSchema } from "../proto/generated/opentelemetry/proto/collector/metrics/v1/metrics_service_pb";
import { METRICS } from "../signals";
import { receiveMetrics } from "./receive-metrics";

/** The receiver of `POST /v1/metrics`. */
export const metricsReceiver: Endpoint = otlpReceiver({
  signal: METRICS,
  response: ExportMetricsServiceResponseSchema,
  partialSuccess: (rejectedDataPoints, errorMessage) =>
    create(ExportMetricsServiceResponseSchema, {
      partialSuccess: { rejectedDataPoints, errorMessage },
    }),
  receive: (_context, request) => receiveMetrics(request),
});
