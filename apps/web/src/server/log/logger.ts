import pino from "pino";
import { scrub } from "./scrub";

const SECRET_FIELDS = [
  "authorization",
  "authSecret",
  "cookie",
  "databaseUrl",
  "key",
  "password",
  "secret",
  "smtpUrl",
  "token",
];

/** Creates a logger that writes one JSON object per line, without credentials or query values. */
export const createLogger = (destination: pino.DestinationStream) =>
  pino(
    {
      base: null,
      messageKey: "message",
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: {
        level: (level) => ({ level }),
        log: (fields) => scrub(fields) as Record<string, unknown>,
      },
      redact: {
        paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
        censor: "…",
      },
    },
    destination,
  );

/**
 * The log of this process. It writes to standard error synchronously, so that the last line before an
 * exit is not lost.
 */
export const logger = createLogger(pino.destination({ dest: 2, sync: true }));
