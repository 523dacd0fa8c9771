import { createHash } from "node:crypto";
import type { Content } from "./report";

const normalised = (value: Content[string]): string => {
  if (value instanceof Date) return `date:${value.toISOString()}`;
  return value === null ? "null" : `${typeof value}:${value}`;
};

/**
 * Returns the SHA-256, in hexadecimal, of a report's kind and its fields, which are sorted by name. The
 * hash includes the kind, so that a charge and a refund with the same key are never taken for
 * duplicates.
 */
export function contentHash(kind: string, content: Content): string {
  const fields = Object.keys(content)
    .sort()
    .map((name) => [name, normalised(content[name] ?? null)]);
  return createHash("sha256")
    .update(JSON.stringify([kind, fields]))
    .digest("hex");
}
