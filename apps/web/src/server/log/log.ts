import type { Context } from "@ai-cost/api";
import { logger } from "./logger";

/** The log of this process, with the interface that the packages expect. */
export const log: Context["log"] = {
  warn: (message, fields) => logger.warn(fields, message),
  error: (message, fields) => logger.error(fields, message),
};
