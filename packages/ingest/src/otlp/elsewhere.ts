import { noWayIn } from "../http/no-way-in";
import type { WayIn } from "../http/way-in";
import { problemInKind } from "./answer";

/** Any other path below the endpoint: most often a signal's own path was set as the endpoint. */
export const otlpElsewhere: WayIn = noWayIn(
  "OTLP is taken at /api/otel/v1/traces, /api/otel/v1/logs and /api/otel/v1/metrics. The endpoint to set, OTEL_EXPORTER_OTLP_ENDPOINT, ends in /api/otel.",
  problemInKind,
);
