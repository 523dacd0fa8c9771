import { liteLlmEndpoint } from "@ai-cost/ingest";
import { ingestRoute } from "@/server/ingest-routes";

export const { DELETE, GET, OPTIONS, PATCH, POST, PUT } = ingestRoute(liteLlmEndpoint);
