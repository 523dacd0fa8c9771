import pino from "pino";
import { cutText } from "./room";
import { scrub, scrubText } from "./scrub";

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

const MAX_MESSAGE_BYTES = 200;

/**
 * Creates a logger that writes one JSON object per line, of 1 KiB at most, without credentials or query
 * values.
 */
export const createLogger = (destination: pino.DestinationStream) =>
  pino(
    {
      base: null,
      messageKey: "message",
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: {
        level: (level) => ({ level }),
        log: scrub,
      },
      hooks: {
        logMethod([fields, message = "", ...rest], write) {
          write.call(this, fields, cutText(scrubText(message), MAX_MESSAGE_BYTES), ...rest);
        },
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
