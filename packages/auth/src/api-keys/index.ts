export { type NewIngestKey, newIngestKey, readIngestKey } from "./ingest-key";
export { openByKey } from "./open-by-key";
