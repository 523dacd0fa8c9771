import { liteLlmOperation } from "./litellm-path";
import { OTLP_SIGNALS, otlpOperation } from "./otlp-paths";
import { HEADERS } from "./responses";
import { componentSchemas } from "./schemas";
import type { OpenApiDocument } from "./types";
import { usageEventsOperation } from "./usage-events-path";

const VERSION = "1.0.0";

const DESCRIPTION =
  "The endpoints that take usage: what agents spend, reported by themselves or by the tools around them. A request needs only a key, as `Authorization: Bearer …`, which is made on the project's Send usage page. A key can send usage and can read nothing. It belongs to one project, and all usage sent with it is recorded there, whatever the body says.";

/** The OpenAPI 3.1 document of the endpoints. `publicUrl` has no trailing slash. */
export const openApiDocument = (publicUrl: string): OpenApiDocument => ({
  openapi: "3.1.1",
  info: { title: "AI Cost usage API", version: VERSION, description: DESCRIPTION },
  servers: [{ url: publicUrl }],
  tags: [
    { name: "JSON", description: "For your own pipelines and gateways." },
    { name: "OpenTelemetry", description: "For everything that exports OTLP over HTTP." },
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
