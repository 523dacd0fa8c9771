import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { OpenApiDocument, Schema } from "../../openapi/types";

/** Whether a value is what a schema of the document says. */
export const validatorOf = (document: OpenApiDocument, name: string): ValidateFunction =>
  compiled(document, `#/components/schemas/${name}`);

/** Whether an answer is what the document says, and has no field more. */
export function answerValidator(
  document: OpenApiDocument,
  path: string,
  status: string,
  mediaType: string,
): ValidateFunction {
  const place = ["paths", path, "post", "responses", status, "content", mediaType, "schema"];
  const pointer = place.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
  return compiled(closed(document), `#/${pointer}`);
}

function compiled(document: OpenApiDocument, pointer: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "api");
  return ajv.compile({ $ref: `api${pointer}` });
}

/** With no field beside those that each of its objects has. */
function closed(document: OpenApiDocument): OpenApiDocument {
  return JSON.parse(JSON.stringify(document), (_, value: Schema) =>
    value?.type === "object" && value.properties
      ? { ...value, additionalProperties: false }
      : value,
  );
}
