import { create } from "@bufbuild/protobuf";
import type { WayIn } from "../../http/endpoint";
import { otlpWayIn } from "../otlp-receiver";
import { ExportMetricsServiceResponseSchema } from "../proto/generated/opentelemetry/proto/collector/metrics/v1/metrics_service_pb";
import { METRICS } from "../signals";
import { takeMetrics } from "./receive-metrics";

/** `POST /v1/metrics`. */
export const otlpMetrics: WayIn = otlpWayIn({
  signal: METRICS,
  response: ExportMetricsServiceResponseSchema,
  partialSuccess: (rejectedDataPoints, errorMessage) =>
    create(ExportMetricsServiceResponseSchema, {
      partialSuccess: { rejectedDataPoints, errorMessage },
    }),
  take: (_context, request) => takeMetrics(request),
});
