import { Card } from "@/components/layout/card";

const LABELS = ["Total Spend", "Token Usage", "Agent Jobs", "Budget Used"] as const;

/** The cards and the budget bar before their figures: the labels at once, in the final size. */
export function MonthSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Reading the summary of the month</span>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {LABELS.map((label) => (
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
