import pino from "pino";
import { plain } from "./plain.mjs";

const SECRETS = [
  "authorization",
  "authSecret",
  "cookie",
  "databaseUrl",
  "key",
  "password",
  "secret",
  "token",
];

/**
 * One JSON object a line on the error output, for an operator and their tools.
 *
 * @param {pino.DestinationStream} destination
 */
export const createLogger = (destination) =>
  pino(
    {
      base: null,
      messageKey: "message",
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: {
        level: (level) => ({ level }),
        log: (fields) => /** @type {Record<string, unknown>} */ (plain(fields)),
      },
      redact: {
        paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
        censor: "…",
      },
    },
    destination,
  );

/** This process's log; written at once, so that the last line before an end is there. */
export const logger = createLogger(pino.destination({ dest: 2, sync: true }));
