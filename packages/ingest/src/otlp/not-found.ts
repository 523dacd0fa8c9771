import type { Endpoint } from "../http/endpoint";
import { notFound } from "../http/not-found";
import { otlpProblem } from "./response";

/**
 * Responds to any path below `/api/otel` that is not a receiver. Most requests to such paths come from an
 * exporter whose general endpoint was set to the path of one signal.
 */
export const otlpNotFound: Endpoint = notFound(
  "Send OTLP to /api/otel/v1/traces, /api/otel/v1/logs or /api/otel/v1/metrics. OTEL_EXPORTER_OTLP_ENDPOINT ends in /api/otel.",
  otlpProblem,
);
