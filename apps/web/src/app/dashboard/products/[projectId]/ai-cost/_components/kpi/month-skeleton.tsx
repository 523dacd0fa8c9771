import { KPI_LABELS } from "@/app/dashboard/_labels/kpi-labels";
import { Card } from "@/components/layout/card";

/** The placeholder of the four cards and the budget bar while they load, with the final labels and sizes. */
export function MonthSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Loading the summary of the month</span>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {Object.values(KPI_LABELS).map((label) => (
          <Card key={label} className="flex h-31 flex-col gap-3 p-3 sm:h-30 sm:p-4">
            <span className="font-medium text-muted text-sm">{label}</span>
            <span className="h-7 w-2/3 rounded-base bg-sunken" />
          </Card>
        ))}
      </div>
      <Card className="h-22" />
    </div>
  );
}
