import { accountRouter } from "./account/router";
import { agentNamesRouter } from "./agent-names/router";
import { aiCostRouter } from "./ai-cost/router";
import { alertsRouter } from "./alerts/router";
import { auditEventsRouter } from "./audit-events/router";
import { budgetsRouter } from "./budgets/router";
import { ingestKeysRouter } from "./ingest-keys/router";
import { invitationsRouter } from "./invitations/router";
import { modelPricesRouter } from "./model-prices/router";
import { pipelineRunsRouter } from "./pipeline-runs/router";
import { portfolioBudgetRouter } from "./portfolio-budget/router";
import { projectsRouter } from "./projects/router";
import { router } from "./trpc";
import { usageSourcesRouter } from "./usage-sources/router";

/** All procedures, by namespace. Inputs and outputs are plain JSON. */
export const appRouter = router({
  aiCost: aiCostRouter,
  budgets: budgetsRouter,
  alerts: alertsRouter,
  portfolioBudget: portfolioBudgetRouter,
  projects: projectsRouter,
  invitations: invitationsRouter,
  pipelineRuns: pipelineRunsRouter,
  ingestKeys: ingestKeysRouter,
  modelPrices: modelPricesRouter,
  agentNames: agentNamesRouter,
  usageSources: usageSourcesRouter,
  auditEvents: auditEventsRouter,
  account: accountRouter,
});

export type AppRouter = typeof appRouter;
