import { createCaller } from "@ai-cost/api";
import { contextSettings } from "@ai-cost/api/testing";
import type { Database } from "@ai-cost/db";
import { NOW } from "../../data/rows/clock";
import { OWNERS, type Owner } from "../../data/rows/projects";
import { type QueryParameters, RANGES } from "../queries/query-parameters";
import { queryRunner } from "../queries/query-result";
import type { Contender } from "./contender";
import { PROCEDURE } from "./names";
import {
  agentsResult,
  modelsResult,
  projectsResult,
  recentResult,
  seriesResult,
  summaryResult,
} from "./procedure-results";

/** Returns the application's procedures, called by this person at the benchmark's fixed time. */
export const callerOf = (db: Database, { id }: Pick<Owner, "id"> = OWNERS[0]) => {
  const fail = (message: string) => {
    throw new Error(message);
  };
  const user = { id, name: id, email: `${id}@example.com`, sessionId: "" };
  const log = { warn: fail, error: fail };
  return createCaller({ db, user, now: NOW, requestId: "bench", log, ...contextSettings(db) });
};

/**
 * The contender that calls the application's procedures. The time of a call includes the access
 * check, the transaction, the statements and the conversion of the output.
 */
export function procedures(db: Database, { projectId }: QueryParameters): Contender {
  const { aiCost } = callerOf(db);
  const fifty = callerOf(db, OWNERS[1]).aiCost;
  return {
    name: PROCEDURE,
    queries: {
      summary: queryRunner(() => aiCost.getMonthlySummary({ projectId }), summaryResult),
      trend: queryRunner(() => aiCost.getMonthlyTrend({ projectId }), seriesResult("month")),
      days30: queryRunner(
        () => aiCost.getDailySpend({ projectId, days: 30 }),
        seriesResult("date"),
      ),
      days90: queryRunner(
        () => aiCost.getDailySpend({ projectId, days: 90 }),
        seriesResult("date"),
      ),
      agents30: queryRunner(
        () => aiCost.getBreakdown({ projectId, ...RANGES.days30, groupBy: "agentType" }),
        agentsResult,
      ),
      models90: queryRunner(
        () => aiCost.getBreakdown({ projectId, ...RANGES.days90, groupBy: "model" }),
        modelsResult,
      ),
      recent: queryRunner(() => aiCost.getRecentTransactions({ projectId }), recentResult),
      tenProjects: queryRunner(() => aiCost.getCrossProjectSummary(), projectsResult),
      fiftyProjects: queryRunner(() => fifty.getCrossProjectSummary(), projectsResult),
    },
  };
}
