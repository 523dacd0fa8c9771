import { format } from "node:util";
import type { Logger } from "pino";
import { scrubText } from "./scrub";

/** Sends what Next prints as a warning or an error to the log: Next would print a failed query's values. */
export function redirectConsole(logger: Pick<Logger, "warn" | "error">): void {
  for (const level of ["warn", "error"] as const)
    console[level] = (...parts: unknown[]) => {
      const cause = parts.find((part) => part instanceof Error);
      const text = format(...parts.filter((part) => part !== cause));
      logger[level]({ cause }, scrubText(text || "an error was printed"));
    };
}
