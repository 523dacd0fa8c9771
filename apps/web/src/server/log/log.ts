import type { Context } from "@ai-cost/api";
import { logger } from "./logger";

/** This process's log, in the form that the packages expect. */
export const log: Context["log"] = {
  warn: (message, fields) => logger.warn(fields, message),
  error: (message, fields) => logger.error(fields, message),
};
