/** A JSON Schema 2020-12. The type lists only the keywords that the code accesses by name. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  pattern?: string;
  maxLength?: number;
  const?: unknown;
  default?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  [keyword: string]: unknown;
}

export interface Example {
  summary: string;
  value: unknown;
}

export interface MediaType {
  schema?: Schema;
  examples?: Record<string, Example>;
}

/** OpenAPI's Response Object. */
export interface ResponseObject {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, MediaType>;
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  externalDocs?: { description: string; url: string };
  security: Record<string, string[]>[];
  requestBody: { required: boolean; description: string; content: Record<string, MediaType> };
  /** The responses by HTTP status. */
  responses: Record<string, ResponseObject>;
}

/** The parts of an OpenAPI 3.1 document that the document of this API has. */
export interface OpenApiDocument {
  openapi: "3.1.1";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, { post: Operation }>;
  components: {
    schemas: Record<string, Schema>;
    headers: Record<string, { description: string; schema: Schema }>;
    securitySchemes: Record<string, { type: string; scheme: string; description: string }>;
  };
}
