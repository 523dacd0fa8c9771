import type { Endpoint } from "../http/endpoint";
import { notFound } from "../http/not-found";
import { otlpProblem } from "./response";

/** Any other path below the endpoint: most often a signal's own path was set as the endpoint. */
export const otlpNotFound: Endpoint = notFound(
  "OTLP is taken at /api/otel/v1/traces, /api/otel/v1/logs and /api/otel/v1/metrics. The endpoint to set, OTEL_EXPORTER_OTLP_ENDPOINT, ends in /api/otel.",
  otlpProblem,
);
