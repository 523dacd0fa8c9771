import { format } from "node:util";
import type { Logger } from "pino";
import { scrubText } from "./scrub";

/**
 * Redirects Next's warnings and errors from the console to the log, which removes the values of a
 * failed query.
 */
export function redirectConsole(logger: Pick<Logger, "warn" | "error">): void {
  for (const level of ["warn", "error"] as const)
    console[level] = (...parts: unknown[]) => {
      const cause = parts.find((part) => part instanceof Error);
      const text = format(...parts.filter((part) => part !== cause));
      logger[level]({ cause }, scrubText(text || "an error was printed"));
    };
}
