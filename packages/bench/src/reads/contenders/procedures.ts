import { createCaller } from "@ai-cost/api";
import type { Database } from "@ai-cost/db";
import { NOW } from "../../data/clock";
import { OWNERS, type Owner } from "../../data/projects";
import { readOf } from "../answer";
import type { Asked } from "../asked";
import type { Contender } from "./contender";
import { PROCEDURE } from "./names";
import { projectsAnswer, recentAnswer, seriesAnswer, summaryAnswer } from "./procedure-answers";

/** The procedures as that person calls them at the benchmark's moment. */
export const callerOf = (db: Database, { id }: Pick<Owner, "id"> = OWNERS[0]) => {
  const refuse = (message: string) => {
    throw new Error(message);
  };
  const user = { id, name: id, email: `${id}@example.com` };
  const log = { warn: refuse, error: refuse };
  return createCaller({ db, user, now: NOW, requestId: "bench", log });
};

/** The product: gate, transaction, statements and answer. */
export function procedures(db: Database, { projectId }: Asked): Contender {
  const { aiCost } = callerOf(db);
  const fifty = callerOf(db, OWNERS[1]).aiCost;
  return {
    name: PROCEDURE,
    reads: {
      summary: readOf(() => aiCost.getMonthlySummary({ projectId }), summaryAnswer),
      trend: readOf(() => aiCost.getMonthlyTrend({ projectId }), seriesAnswer("month")),
      days30: readOf(() => aiCost.getDailySpend({ projectId, days: 30 }), seriesAnswer("date")),
      days90: readOf(() => aiCost.getDailySpend({ projectId, days: 90 }), seriesAnswer("date")),
      recent: readOf(() => aiCost.getRecentTransactions({ projectId }), recentAnswer),
      tenProjects: readOf(() => aiCost.getCrossProjectSummary(), projectsAnswer),
      fiftyProjects: readOf(() => fifty.getCrossProjectSummary(), projectsAnswer),
    },
  };
}
