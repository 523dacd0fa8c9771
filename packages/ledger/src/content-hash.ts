import { hash } from "node:crypto";
import type { Content } from "./report";

const normalised = (value: Content[string]): string => {
  if (value instanceof Date) return `date:${value.toISOString()}`;
  return value === null ? "null" : `${typeof value}:${value}`;
};

/**
 * Returns the SHA-256, in hexadecimal, of a report's kind and its fields, which are sorted by name. The
 * hash includes the kind, so that a charge and a refund with the same key are a conflict and not
 * duplicates.
 */
export const contentHash = (kind: string, content: Content): string =>
  hashOf(kind, content, Object.keys(content));

function hashOf(kind: string, content: Content, names: readonly string[]): string {
  const fields = names.toSorted().map((name) => [name, normalised(content[name] ?? null)]);
  return hash("sha256", JSON.stringify([kind, fields]));
}

const SECOND_VERSION = "2:";

/**
 * Returns the hash of a charge's report, with its version as a prefix. From the second version on, the
 * hash leaves out the time, because two reports of one call may give different ends of the call.
 */
export function chargeHash(content: Content): string {
  const names = Object.keys(content).filter((name) => name !== "occurredAt");
  return `${SECOND_VERSION}${hashOf("deduction", content, names)}`;
}

/** Whether the hash of a charge is of the first version. Hashes of the first version have no prefix. */
export const isFirstVersion = (hash: string): boolean => !hash.startsWith(SECOND_VERSION);

/** Whether a recorded hash is the hash of this content. The recorded hash can be of either version. */
export const isHashOf = (recorded: string, content: Content): boolean =>
  recorded === (isFirstVersion(recorded) ? contentHash("deduction", content) : chargeHash(content));
