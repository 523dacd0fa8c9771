import type { z } from "zod";

/** The size limit of a body. The longest valid one has about 1,600 bytes. */
const MAX_BODY_BYTES = 4 * 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

export type Refused = { status: 400 | 413 | 415; code: string; message: string };

/**
 * Reads a JSON body that `schema` accepts. Nothing of a refused body is in the answer or in the log, and
 * it costs neither a query nor the hash of a password. An empty body counts as an empty object.
 */
export async function readBody<Output>(
  request: Request,
  schema: z.ZodType<Output>,
): Promise<{ body: Output } | { refused: Refused }> {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES)
    return { refused: { status: 413, code: "BODY_TOO_LARGE", message: "A body may have 4 KiB." } };
  const isEmpty = bytes.byteLength === 0;
  if (!isEmpty && !JSON_TYPE.test(request.headers.get("content-type") ?? ""))
    return { refused: { status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message: "Send JSON." } };
  const { data, error } = schema.safeParse(isEmpty ? {} : parseJson(bytes));
  return error ? { refused: invalid(error) } : { body: data };
}

/** Returns undefined for bytes that are not JSON. */
function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const invalid = ({ issues }: z.ZodError): Refused => ({
  status: 400,
  code: "VALIDATION_ERROR",
  message: [...new Set(issues.map(sentenceOf))].join(" "),
});

/** The message of a schema's own rule; a fixed sentence for what a form cannot send. */
function sentenceOf({ code, path, message }: z.core.$ZodIssue): string {
  if (code === "unrecognized_keys") return "The body has a field that is not expected here.";
  return path.length === 0 ? "The body is not a JSON object." : message;
}
