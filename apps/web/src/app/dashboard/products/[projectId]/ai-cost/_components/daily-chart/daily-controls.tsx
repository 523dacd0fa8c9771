import { Calendar } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/form/button";
import { Segmented } from "@/components/form/segmented";
import { onDemand } from "@/components/on-demand";
import { formatDays } from "@/lib/format-time";
import { type ChartRange, RANGES, SPLITS, type Split } from "../../search-params";
import type { View } from "../../view";

/** The dialog is loaded when somebody opens it, because most visits do not need it. */
const RangeDialog = onDemand(() => import("./range-dialog").then((module) => module.RangeDialog));

const SPLIT_TEXTS = { total: "Total", agent: "Agent", model: "Model" } as const;

interface DailyControlsProps {
  view: View;
  onSplit: (split: Split) => void;
  onRange: (range: ChartRange) => void;
}

/** How the bars are divided, and which days the chart shows. The latest days are no choice in a past month. */
export function DailyControls({ view, onSplit, onRange }: DailyControlsProps) {
  const [isChoosing, setIsChoosing] = useState(false);
  const { range, isPastMonth } = view;
  const days = typeof range === "object" ? range : null;
  return (
    <>
      <Segmented
        label="Divided by"
        options={SPLITS}
        texts={SPLIT_TEXTS}
        value={view.split}
        onChange={onSplit}
      />
      {(!isPastMonth || days) && (
        <Segmented
          label="Days shown"
          options={isPastMonth ? ["month"] : ["month", ...RANGES]}
          texts={{ month: "Month" }}
          value={typeof range === "string" ? range : null}
          onChange={onRange}
        />
      )}
      <Button
        aria-haspopup="dialog"
        onClick={() => setIsChoosing(true)}
        className={days ? "border-accent text-accent" : undefined}
      >
        <Calendar aria-hidden="true" className="size-4" />
        {days ? formatDays(days.from, days.to) : "Custom"}
      </Button>
      {isChoosing && (
        <RangeDialog view={view} onRange={onRange} onClose={() => setIsChoosing(false)} />
      )}
    </>
  );
}
