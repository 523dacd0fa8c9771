import type { Log } from "../http/dependencies";

/** A log that stores its lines, so that a test can read them. */
export function keptLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const keep = (message: string, fields: Record<string, unknown>) => {
    lines.push(JSON.stringify({ message, ...fields }));
  };
  return { lines, warn: keep, error: keep };
}
