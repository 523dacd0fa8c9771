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
export const contentHash = (kind: string, content: Content): string =>
  hashOf(kind, content, Object.keys(content));

function hashOf(kind: string, content: Content, names: readonly string[]): string {
  const fields = names.toSorted().map((name) => [name, normalised(content[name] ?? null)]);
  return createHash("sha256")
    .update(JSON.stringify([kind, fields]))
    .digest("hex");
}

const SECOND_VERSION = "2:";

/**
 * Returns the hash of a charge's report, with its version. Since the second version the hash leaves the
 * time out, because two reports of a call may differ in when the call ended.
 */
export function chargeHash(content: Content): string {
  const names = Object.keys(content).filter((name) => name !== "occurredAt");
  return `${SECOND_VERSION}${hashOf("deduction", content, names)}`;
}

/** Whether a charge's hash is of the first version, which had no prefix. */
export const isFirstVersion = (hash: string): boolean => !hash.startsWith(SECOND_VERSION);

/** Whether a recorded hash, of whatever version, is the hash of this content. */
export const isHashOf = (recorded: string, content: Content): boolean =>
  recorded === (isFirstVersion(recorded) ? contentHash("deduction", content) : chargeHash(content));
