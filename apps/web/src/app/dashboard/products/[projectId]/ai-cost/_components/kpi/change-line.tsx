import { ArrowDown, ArrowUp, Equal } from "lucide-react";
import { formatChange } from "@/lib/format";
import type { Change } from "./month-figures";

interface ChangeLineProps {
  change: Change;
  /** The days of the month before that are compared, such as `1–22 Oct`. */
  days: string;
  format: (figure: number) => string;
}

/** How much a figure changed since the same days of the month before, which it names with their figure. */
export function ChangeLine({ change, days, format }: ChangeLineProps) {
  const { current, previous } = change;
  const { Icon, words } = directionOf(current, previous);
  return (
    <p className="flex items-baseline gap-1">
      <Icon aria-hidden="true" className="size-3 shrink-0 translate-y-0.5" />
      <span>
        <span className="sr-only">{words} </span>
        {formatChange(current, previous)} vs {format(previous)}{" "}
        <span className="whitespace-nowrap">on {days}</span>
      </span>
    </p>
  );
}

function directionOf(current: number, previous: number) {
  if (current === previous) return { Icon: Equal, words: "Changed by" };
  return current > previous ? { Icon: ArrowUp, words: "Up" } : { Icon: ArrowDown, words: "Down" };
}
