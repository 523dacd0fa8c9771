// The types of an upload, for the page that sends it: pages do not import `@ai-cost/ingest`.
export type {
  UploadGroup,
  UploadLine,
  UploadOptionsInput,
  UploadOutcome,
  UploadProgress,
  UploadTotals,
} from "@ai-cost/ingest";
