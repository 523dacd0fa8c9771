import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { OpenApiDocument, Schema } from "../../openapi/types";

/** A validator for values of one schema of the document. */
export const validatorOf = (document: OpenApiDocument, name: string): ValidateFunction =>
  compiled(document, `#/components/schemas/${name}`);

/** A validator for the body of a response. The document must describe every field of the body. */
export function responseValidator(
  document: OpenApiDocument,
  path: string,
  status: string,
  mediaType: string,
): ValidateFunction {
  const segments = ["paths", path, "post", "responses", status, "content", mediaType, "schema"];
  const pointer = segments
    .map((segment) => segment.replaceAll("~", "~0").replaceAll("/", "~1"))
    .join("/");
  return compiled(closed(document), `#/${pointer}`);
}

function compiled(document: OpenApiDocument, pointer: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "api");
  return ajv.compile({ $ref: `api${pointer}` });
}

/** A copy of the document with `additionalProperties: false` in each object schema. */
function closed(document: OpenApiDocument): OpenApiDocument {
  return JSON.parse(JSON.stringify(document), (_, value: Schema) =>
    value?.type === "object" && value.properties
      ? { ...value, additionalProperties: false }
      : value,
  );
}
