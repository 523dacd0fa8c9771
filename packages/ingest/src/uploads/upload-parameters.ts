import { z } from "zod";
import { HttpError } from "../http/http-error";
import { type UploadOptions, uploadOptionsSchema } from "./upload-options";

export interface UploadParameters {
  fileName: string;
  /** Whether the file is only read, so that nothing is recorded. */
  isPreview: boolean;
  options: UploadOptions;
}

const parametersSchema = z.object({
  name: z.string().min(1).max(1000),
  mode: z.enum(["preview", "import"]),
  options: z.string().max(100_000).nullable(),
});

/** Reads the parameters in the URL of an upload. Throws a 400 when a parameter is missing or invalid. */
export function uploadParameters({ searchParams }: URL): UploadParameters {
  const parsed = parametersSchema.safeParse({
    name: searchParams.get("name"),
    mode: searchParams.get("mode"),
    options: searchParams.get("options"),
  });
  if (!parsed.success)
    throw new HttpError(400, "Give the file's name, and the mode preview or import.");
  const { name, mode, options } = parsed.data;
  return { fileName: name, isPreview: mode === "preview", options: parseOptions(options) };
}

function parseOptions(text: string | null): UploadOptions {
  const parsed = uploadOptionsSchema.safeParse(parseJson(text ?? "{}"));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HttpError(
    400,
    `The options are invalid: ${[issue?.path.join("."), issue?.message].join(" ").trim()}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, "The options are not valid JSON.");
  }
}
