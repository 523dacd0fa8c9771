import { format } from "node:util";
import type { Logger } from "pino";

/**
 * What Next prints when a request is refused as it should be: it calls an action that this build does not
 * have, or names no origin. Anybody can send such requests, so they are not worth a line.
 */
const EXPECTED =
  /^(?:Error: )?Failed to find Server Action|Invalid Server Actions request|Missing `origin` header from a forwarded Server Actions/;

/**
 * Redirects Next's warnings and errors from the console to the log, which removes the values of a
 * failed query.
 */
export function redirectConsole(logger: Pick<Logger, "warn" | "error">): void {
  for (const level of ["warn", "error"] as const)
    console[level] = (...parts: unknown[]) => {
      const cause = parts.find((part) => part instanceof Error);
      const text = format(...parts.filter((part) => part !== cause));
      if (EXPECTED.test(cause instanceof Error ? cause.message : text)) return;
      logger[level]({ cause }, text || "an error was printed");
    };
}
