import { monthlyAgentSpend } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Postgres adds `bigint` up to `numeric`, which would arrive as text; 0 when there is no row. */
const sumOf = (column: PgColumn): SQL<bigint> =>
  sql`coalesce(sum(${column}), 0)::bigint`.mapWith(BigInt);

/** A month of a project over all agent types, in micro-dollars, tokens and jobs. */
export const monthTotals = {
  costMicroUsd: sumOf(monthlyAgentSpend.costMicroUsd),
  inputTokens: sumOf(monthlyAgentSpend.inputTokens),
  outputTokens: sumOf(monthlyAgentSpend.outputTokens),
  jobs: sumOf(monthlyAgentSpend.jobs),
  unpricedCharges: sumOf(monthlyAgentSpend.unpricedCharges),
};
