import type { AppRouter } from "@ai-cost/api";
import { createTRPCReact } from "@trpc/react-query";

/** The query and mutation hooks: `trpc.aiCost.getMonthlySummary.useQuery({ projectId })`. */
export const trpc = createTRPCReact<AppRouter>();
