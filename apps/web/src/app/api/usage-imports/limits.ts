export { FORMAT_TITLES, MAX_UPLOAD_BYTES } from "@ai-cost/ingest";
