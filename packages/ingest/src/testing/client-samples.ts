import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse } from "node:path";
import { fileURLToPath } from "node:url";
import type { ClientRequest } from "./client-request";

const FOLDER = fileURLToPath(new URL("../../../../../shared/data/clients/", import.meta.url));

/**
 * Returns the recorded requests of real clients in a file; null when the file is absent. The files are in
 * a folder next to the checkout and not in the repository.
 */
export const sampleRequests = (name: string): ClientRequest[] | null => read(`requests/${name}`);

export interface SampleSpan {
  scope: string;
  version: string | null;
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  attributes: Record<string, string | number | boolean>;
}

/** Returns the recorded spans in a file; null when the file is absent. */
export const sampleSpans = (name: string): SampleSpan[] | null => read(`spans/${name}`);

/** Returns the names of the sample files in a folder; empty when the folder is absent. */
export const sampleNames = (folder: "requests" | "spans"): string[] =>
  existsSync(FOLDER) ? readdirSync(`${FOLDER}${folder}`).map((file) => parse(file).name) : [];

function read<Content>(path: string): Content | null {
  const file = `${FOLDER}${path}.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Content) : null;
}
