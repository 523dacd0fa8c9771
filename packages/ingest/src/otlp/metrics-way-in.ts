import { create } from "@bufbuild/protobuf";
import type { WayIn } from "../http/way-in";
import { takeMetrics } from "./metrics/take-metrics";
import { ExportMetricsServiceResponseSchema } from "./proto/generated/opentelemetry/proto/collector/metrics/v1/metrics_service_pb";
import { METRICS } from "./signals";
import { otlpWayIn } from "./way-in";

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
