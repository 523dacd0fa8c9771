export type { ColumnMapping, FieldSource, TokenPrices } from "./files/column-mapping";
export {
  type ImportProgress,
  type ImportRequest,
  type ImportResult,
  importFile,
} from "./files/import-file";
export { type ImportTotals, noTotals } from "./files/import-totals";
export { type IngestDependencies, ingestDependencies } from "./http/dependencies";
export type { Endpoint } from "./http/endpoint";
export { jsonNotFound } from "./http/json-not-found";
export { liteLlmEndpoint } from "./litellm/litellm-endpoint";
export { openApiDocument } from "./openapi/document";
export type { MediaType, OpenApiDocument, Operation, Schema } from "./openapi/types";
export { logsReceiver } from "./otlp/logs/logs-receiver";
export { metricsReceiver } from "./otlp/metrics/metrics-receiver";
export { otlpNotFound } from "./otlp/not-found";
export { tracesReceiver } from "./otlp/traces/traces-receiver";
export { usageEventsEndpoint } from "./usage-events/usage-events-endpoint";
