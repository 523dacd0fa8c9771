import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { type AppRouter, appRouter } from "./router";
import { createCallerFactory } from "./trpc";

export { type Context, createContext, type Log, type SessionUser } from "./context";
export { isUnexpected, translateError } from "./translate-error";
export type { ErrorData } from "./trpc";
export { type AppRouter, appRouter };

/** What each procedure takes: `RouterInputs["aiCost"]["setBudgetLimit"]`. */
export type RouterInputs = inferRouterInputs<AppRouter>;
/** What each procedure answers: `RouterOutputs["aiCost"]["getMonthlySummary"]`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** Calls procedures on the server, with a context or a function that makes one. */
export const createCaller = createCallerFactory(appRouter);
