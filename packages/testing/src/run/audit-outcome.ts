import type { TestOutcome } from "./test-outcome";

export interface AuditOutcome extends TestOutcome {
  /** A sentence that says whether the dependencies were audited. */
  text: string;
}

interface Advisory {
  module_name?: unknown;
  severity?: unknown;
  title?: unknown;
}

/**
 * Reads what `pnpm audit --json` has printed. Only a report counts: without one, for example because the
 * registry is out of reach, the dependencies are not audited, which is neither a pass nor a failure.
 */
export function auditOutcome(output: string): AuditOutcome {
  const advisories = advisoriesIn(output);
  if (advisories === null)
    return {
      passed: 0,
      failures: [],
      text: "The dependencies are not audited: the registry has sent no report.",
    };
  const failures = advisories.map(
    ({ module_name: name, severity, title }) => `audit: ${name}, ${severity}: ${title}`,
  );
  return {
    passed: failures.length === 0 ? 1 : 0,
    failures,
    text: `The dependencies are audited: ${failures.length} known vulnerabilities.`,
  };
}

function advisoriesIn(output: string): Advisory[] | null {
  try {
    const { advisories, metadata } = JSON.parse(output);
    if (typeof metadata?.vulnerabilities !== "object" || typeof advisories !== "object")
      return null;
    return Object.values<Advisory>(advisories ?? {});
  } catch {
    return null;
  }
}
