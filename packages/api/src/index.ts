import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { type AppRouter, appRouter } from "./router";
import { createCallerFactory } from "./trpc";

export {
  confirmAddress,
  readChannelLink,
  type ShownChannelLink,
  unsubscribeAddress,
} from "./alerts/answer-link";
export type { AuditAction } from "./audit-events/schema";
export type { Context, Log, ProjectContext, SessionUser } from "./context";
export { type CsvColumn, type CsvValue, csvDollars, csvStream } from "./exports/csv";
export { acceptInvitation, declineInvitation } from "./invitations/answer-invitation";
export { readInvitation, type ShownInvitation } from "./invitations/read-invitation";
export { type QueryQueues, queryQueues, retryAfterSeconds, unlimitedQueues } from "./limit-queries";
export { createLimits, type LimitSettings, type Limits } from "./limits";
export { isUnexpected, translateError } from "./translate-error";
export type { ErrorData } from "./trpc";
export { takeUpload, uploadLimiter } from "./usage-imports/upload-limiter";
export {
  openUsageImport,
  recordImportStart,
  recordUsageImport,
} from "./usage-imports/usage-import";
export { type AppRouter, appRouter };

/** The input of each procedure: `RouterInputs["aiCost"]["setBudgetLimit"]`. */
export type RouterInputs = inferRouterInputs<AppRouter>;
/** The output of each procedure: `RouterOutputs["aiCost"]["getMonthlySummary"]`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/**
 * Creates a caller, which runs procedures on the server without HTTP, from a `Context` or from a function
 * that returns a `Context`.
 */
export const createCaller = createCallerFactory(appRouter);
