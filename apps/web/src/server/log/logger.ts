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
  "token",
];

/** Creates a logger that writes one JSON object a line. Nothing secret passes it. */
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

/** This process's log, on the error output. It writes synchronously, so the last line before an exit is kept. */
export const logger = createLogger(pino.destination({ dest: 2, sync: true }));
