import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/**
 * Describes what is wrong with the fields of an object and how to correct them, with one sentence for each
 * field in the order of the schema: `inputTokens is missing: it must be a whole number …`. The sentences
 * name fields and repeat no value.
 */
export function fieldProblems(
  issues: readonly Issue[],
  pathOf: (field: string) => string = (field) => field,
): string {
  const firstByField = new Map<string, Issue>();
  for (const issue of issues) {
    const field = String(issue.path[0] ?? "");
    if (!firstByField.has(field)) firstByField.set(field, issue);
  }
  return [...firstByField].map(([field, issue]) => `${pathOf(field)} ${ruleOf(issue)}`).join("; ");
}

/**
 * Describes one issue. The schemas are parsed with `reportInput`, so an issue without an input means that
 * the field is missing.
 */
const ruleOf = (issue: Issue): string =>
  issue.input === undefined && issue.message.startsWith("must be")
    ? `is missing: it ${issue.message}`
    : issue.message;
