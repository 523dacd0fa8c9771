import { liteLlmOperation } from "./litellm-path";
import { OTLP_SIGNALS, otlpOperation } from "./otlp-paths";
import { HEADERS } from "./responses";
import { componentSchemas } from "./schemas";
import type { OpenApiDocument } from "./types";
import { usageEventsOperation } from "./usage-events-path";

const VERSION = "1.0.0";

const DESCRIPTION =
  "The ways for usage to come in: what agents spend, reported by themselves or by the tools around them. A key of a project, made on its Send usage page, is all that a request needs, as `Authorization: Bearer …`: it can send usage and read nothing, and the project is the key's, whatever the body says.";

/** The OpenAPI 3.1 document of the ways in, at an address without a slash at its end. */
export const openApiDocument = (publicUrl: string): OpenApiDocument => ({
  openapi: "3.1.1",
  info: { title: "AI Cost usage API", version: VERSION, description: DESCRIPTION },
  servers: [{ url: publicUrl }],
  tags: [
    { name: "JSON", description: "For pipelines and gateways of your own." },
    { name: "OpenTelemetry", description: "For whatever exports telemetry by OTLP over HTTP." },
  ],
  paths: {
    "/api/v1/usage-events": { post: usageEventsOperation },
    "/api/v1/litellm": { post: liteLlmOperation },
    ...Object.fromEntries(
      OTLP_SIGNALS.map((signal) => [`/api/otel/v1/${signal}`, { post: otlpOperation(signal) }]),
    ),
  },
  components: {
    schemas: componentSchemas(),
    headers: HEADERS,
    securitySchemes: {
      ingestKey: {
        type: "http",
        scheme: "bearer",
        description: "A key of the project, made on its Send usage page.",
      },
    },
  },
});
