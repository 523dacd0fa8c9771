import type { WayIn } from "../http/endpoint";
import { noWayIn } from "../http/not-found";
import { problemInKind } from "./response";

/** Any other path below the endpoint: most often a signal's own path was set as the endpoint. */
export const otlpElsewhere: WayIn = noWayIn(
  "OTLP is taken at /api/otel/v1/traces, /api/otel/v1/logs and /api/otel/v1/metrics. The endpoint to set, OTEL_EXPORTER_OTLP_ENDPOINT, ends in /api/otel.",
  problemInKind,
);
