import type { Endpoint } from "../http/endpoint";
import { notFound } from "../http/not-found";
import { otlpProblem } from "./response";

/**
 * Responds to any other path below `/api/otel`. The most frequent cause is that the path of one signal was
 * configured as the endpoint.
 */
export const otlpNotFound: Endpoint = notFound(
  "Send OTLP to /api/otel/v1/traces, /api/otel/v1/logs or /api/otel/v1/metrics. OTEL_EXPORTER_OTLP_ENDPOINT ends in /api/otel.",
  otlpProblem,
);
