import { type OpenApiDocument, openApiDocument } from "@ai-cost/ingest";
import { environment } from "@/env";

export type { MediaType, OpenApiDocument, Operation, Schema } from "@ai-cost/ingest";

let made: OpenApiDocument | undefined;

/** The OpenAPI document of this server's ways in, made once. */
export function apiDocument(): OpenApiDocument {
  made ??= openApiDocument(environment().publicUrl);
  return made;
}
