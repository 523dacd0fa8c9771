export { type FoundExports, findExports } from "./files/exports/find-exports";
export { type ExportFile, recogniseFile } from "./files/exports/recognise-file";
export { FORMAT_TITLES } from "./files/formats/registry";
export { type FileImport, importFile } from "./files/import-file";
export { IMPORT_FLAGS } from "./files/import-flags";
export { type ImportSums, type ImportTotals, noSums, noTotals } from "./files/import-totals";
export type { FieldSource, ReadOptions, TextOptions, TokenPrices } from "./files/mapping";
export { OverlappingDays, type OverlapRule } from "./files/overlap/plan-summed-import";
export { type FilePreview, noPreview, type PreviewGroup, previewFile } from "./files/preview-file";
export type { ImportProgress, SourceFile } from "./files/read-file";
export type { RecognisedTable } from "./files/read-rows";
export { RowRecorder } from "./files/record-rows";
export type { DecimalSign } from "./files/rows/parse-number";
export type { DateOrder } from "./files/rows/parse-time";
export { discardUnread } from "./http/body/discard-body";
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
export { MAX_UPLOAD_BYTES } from "./uploads/receive-file";
export { receiveUpload, type UploadContext } from "./uploads/receive-upload";
export type {
  RejectedRow,
  UploadGroup,
  UploadLine,
  UploadOutcome,
  UploadProgress,
  UploadTotals,
} from "./uploads/upload-line";
export type { UploadOptionsInput } from "./uploads/upload-options";
export { usageEventsEndpoint } from "./usage-events/usage-events-endpoint";
