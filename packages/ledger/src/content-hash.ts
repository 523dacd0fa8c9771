import { createHash } from "node:crypto";
import type { Content } from "./types";

const normal = (value: Content[string]): string => {
  if (value instanceof Date) return `date:${value.toISOString()}`;
  return value === null ? "null" : `${typeof value}:${value}`;
};

/**
 * SHA-256, in hexadecimal, of a row's kind and its fields in the order of their names. The kind is
 * part of it, so that a key used for a charge is never taken for a repeat of a refund.
 */
export function contentHash(kind: string, content: Content): string {
  const fields = Object.keys(content)
    .sort()
    .map((name) => [name, normal(content[name] ?? null)]);
  return createHash("sha256")
    .update(JSON.stringify([kind, fields]))
    .digest("hex");
}
