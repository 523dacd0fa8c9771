"use client";

import { trpc } from "@/trpc/client";
import { Answered } from "./_components/answered";
import { MonthlyTrend } from "./_components/monthly-trend";
import { REFRESH_MS } from "./refresh";

export function MonthlyTrendPanel({ projectId }: { projectId: string }) {
  const trend = trpc.aiCost.getMonthlyTrend.useQuery(
    { projectId },
    { refetchInterval: REFRESH_MS },
  );
  return (
    <Answered question={trend} subject="monthly trend" height="min-h-96">
      {(months) => <MonthlyTrend months={months} />}
    </Answered>
  );
}
