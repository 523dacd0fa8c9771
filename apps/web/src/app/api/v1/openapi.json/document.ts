import { type OpenApiDocument, openApiDocument } from "@ai-cost/ingest";
import { environment } from "@/env";

export type { MediaType, OpenApiDocument, Operation, Schema } from "@ai-cost/ingest";

let document: OpenApiDocument | undefined;

/** The OpenAPI document of this server's ingest endpoints, created once. */
export function apiDocument(): OpenApiDocument {
  document ??= openApiDocument(environment().publicUrl);
  return document;
}
