import type { Log } from "../http/dependencies";

/** A log that keeps its lines for a test to read. */
export function keptLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const keep = (message: string, fields: Record<string, unknown>) => {
    lines.push(JSON.stringify({ message, ...fields }));
  };
  return { lines, warn: keep, error: keep };
}
