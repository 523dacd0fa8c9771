import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ClientRequest } from "./client-request";
import { traceRequestJson } from "./otlp-json-request";

const FOLDER = fileURLToPath(new URL("../../../../../shared/data/clients/", import.meta.url));

/**
 * The requests in a file that real clients sent; null when the file is absent. The files are in a folder
 * next to the checkout, which is not part of the repository.
 */
export const sampleRequests = (name: string): ClientRequest[] | null => read(`requests/${name}`);

interface SampleSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  attributes: Record<string, string | number | boolean>;
}

/** The spans of a file as one request; null when the file is absent. */
export function sampleSpans(name: string): ClientRequest[] | null {
  const spans: SampleSpan[] | null = read(`spans/${name}`);
  return spans && [traceRequestJson(spans, "shop")];
}

function read<Content>(path: string): Content | null {
  const file = `${FOLDER}${path}.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Content) : null;
}
