import type { ReactNode } from "react";
import { Card } from "@/components/card";

/** In the budget bar's place while no limit is set; `control` is what the reader may do about it. */
export function NoBudget({ control }: { control: ReactNode }) {
  return (
    <Card
      aria-label="Budget"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3"
    >
      <p className="text-muted text-sm">
        No monthly budget is set. A limit warns at 80&nbsp;% and at 100&nbsp;%; it stops nothing.
      </p>
      {control}
    </Card>
  );
}
