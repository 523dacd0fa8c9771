// The types of an upload, for the page that sends it: pages do not import `@ai-cost/ingest`.
import type { IMPORT_FLAGS } from "@ai-cost/ingest";

export type {
  RejectedRow,
  UploadGroup,
  UploadLine,
  UploadOptionsInput,
  UploadOutcome,
  UploadTotals,
} from "@ai-cost/ingest";

/** An option of the command `import` that messages about a file recommend. */
export type ImportFlag = (typeof IMPORT_FLAGS)[keyof typeof IMPORT_FLAGS];
