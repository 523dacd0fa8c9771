import { format } from "node:util";
import { plain } from "./plain.mjs";

/**
 * Puts what the framework prints on the error output into the log: it would print a failed query
 * with its values.
 *
 * @param {Pick<import("pino").Logger, "warn" | "error">} logger
 */
export function takeConsole(logger) {
  for (const level of /** @type {const} */ (["warn", "error"]))
    console[level] = (...said) => {
      const cause = said.find((part) => part instanceof Error);
      const text = format(...said.filter((part) => part !== cause));
      logger[level]({ cause }, String(plain(text || "an error was printed")));
    };
}
