import { rangeProblem } from "@ai-cost/domain";
import { type FormEvent, useState } from "react";
import { Dialog } from "@/components/dialog/dialog";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import type { ChartRange } from "../../search-params";
import { chartDays, type View } from "../../view";
import { earlierOf } from "./chart-parts";

interface RangeDialogProps {
  view: View;
  onRange: (range: ChartRange) => void;
  onClose: () => void;
}

/** Asks for the first and the last day of the chart. */
export function RangeDialog({ view, onRange, onClose }: RangeDialogProps) {
  const { today } = view;
  const days = chartDays(view);
  const [from, setFrom] = useState(days.from);
  const [to, setTo] = useState(earlierOf(days.to, today));
  const [problem, setProblem] = useState<ReturnType<typeof problemOf>>(null);

  function show(event: FormEvent) {
    event.preventDefault();
    const found = problemOf(from, to, today);
    setProblem(found);
    if (found) return;
    onRange({ from, to });
    onClose();
  }

  const problemIn = (field: "from" | "to") => (problem?.field === field ? problem.text : undefined);
  return (
    <Dialog title="Days of the chart" onClose={onClose}>
      <form noValidate onSubmit={show} className="flex flex-col gap-4">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <Field
            label="First day"
            type="date"
            min="2000-01-01"
            max={today}
            value={from}
            error={problemIn("from")}
            onChange={(event) => setFrom(event.target.value)}
          />
          <Field
            label="Last day"
            type="date"
            min="2000-01-01"
            max={today}
            value={to}
            error={problemIn("to")}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
        <p className="text-muted text-sm">
          UTC days, at most 400. More than 92 days are shown by week.
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Show days
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function problemOf(from: string, to: string, today: string) {
  if (from === "") return { field: "from" as const, text: "Enter the first day." };
  if (to === "") return { field: "to" as const, text: "Enter the last day." };
  const found = rangeProblem({ from, to }, new Date(`${today}T00:00:00.000Z`));
  if (!found) return null;
  const name = found.field === "from" ? "The first day" : "The last day";
  return { field: found.field, text: `${name} ${found.problem}.` };
}
