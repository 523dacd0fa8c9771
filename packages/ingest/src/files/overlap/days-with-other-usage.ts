import { type Executor, listOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";

export interface ProviderDay {
  provider: string;
  /** `YYYY-MM-DD` */
  day: string;
}

/**
 * Returns the days, in order, on which the project has charges of the same provider from a source other
 * than `source`.
 */
export async function daysWithOtherUsage(
  db: Executor,
  projectId: string,
  source: string,
  days: readonly ProviderDay[],
): Promise<ProviderDay[]> {
  const providers = days.map(({ provider }) => provider);
  const dates = days.map(({ day }) => day);
  return db.execute<ProviderDay & Record<string, unknown>>(sql`
    select asked.provider, asked.day
    from unnest(${listOf(providers, "text")}, ${listOf(dates, "text")}) as asked (provider, day)
    where exists (
      select from credit_transactions charge
      where charge.project_id = ${projectId} and charge.kind = 'deduction'
        and charge.occurred_at >= (asked.day || 'T00:00:00Z')::timestamptz
        and charge.occurred_at < (asked.day || 'T00:00:00Z')::timestamptz + interval '24 hours'
        and coalesce(charge.provider, 'unknown') = asked.provider
        and charge.source is distinct from ${source})
    order by asked.provider, asked.day`);
}
