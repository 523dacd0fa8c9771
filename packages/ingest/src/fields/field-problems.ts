import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with an event and what to do, a sentence for each field in the order of the schema:
 * `inputTokens is missing: it must be a whole number …`. Names fields, never what was in them.
 */
export function problemOf(issues: readonly Issue[], pathOf: (field: string) => string): string {
  const first = new Map<string, Issue>();
  for (const issue of issues) {
    const field = String(issue.path[0] ?? "");
    if (!first.has(field)) first.set(field, issue);
  }
  return [...first].map(([field, issue]) => `${pathOf(field)} ${complaint(issue)}`).join("; ");
}

/** Zod reports the input of what is there: an issue of a field without one is about its absence. */
const complaint = (issue: Issue): string =>
  issue.input === undefined && issue.message.startsWith("must be")
    ? `is missing: it ${issue.message}`
    : issue.message;
