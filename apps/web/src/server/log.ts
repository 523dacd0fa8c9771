import type { Context } from "@ai-cost/api";
import { logger } from "../../front/logger.mjs";

/** What an operator should know, on the process's log. */
export const log: Context["log"] = {
  warn: (message, fields) => logger.warn(fields, message),
  error: (message, fields) => logger.error(fields, message),
};
