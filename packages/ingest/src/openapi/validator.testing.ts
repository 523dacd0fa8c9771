import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { OpenApiDocument } from "./types";

/** Whether a value is what a schema of the document says. */
export function validatorOf(document: OpenApiDocument, name: string) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "api");
  return ajv.compile({ $ref: `api#/components/schemas/${name}` });
}
