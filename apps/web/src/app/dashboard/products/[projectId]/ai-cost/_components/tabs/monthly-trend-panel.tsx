"use client";

import { QueryResult } from "@/components/feedback/query-result";
import { trpc } from "@/trpc/client";
import { REFRESH_MS } from "@/trpc/refresh";
import { MonthlyTrend } from "./monthly-trend";

export function MonthlyTrendPanel({ projectId }: { projectId: string }) {
  const trend = trpc.aiCost.getMonthlyTrend.useQuery(
    { projectId },
    { refetchInterval: REFRESH_MS },
  );
  return (
    <QueryResult query={trend} subject="monthly trend" height="min-h-96">
      {(months) => <MonthlyTrend months={months} />}
    </QueryResult>
  );
}
