import { ArrowDown, ArrowUp, Equal } from "lucide-react";
import { formatChange } from "@/lib/format";

interface ChangeProps {
  current: number;
  /** More than 0. */
  previous: number;
}

/** The change from one amount to another, as an arrow and a percentage. */
export function Change({ current, previous }: ChangeProps) {
  const { Icon, words } = directionOf(current, previous);
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap tabular-nums">
      <Icon aria-hidden="true" className="size-3 shrink-0" />
      <span>
        <span className="sr-only">{words} </span>
        {formatChange(current, previous)}
      </span>
    </span>
  );
}

function directionOf(current: number, previous: number) {
  if (current === previous) return { Icon: Equal, words: "Changed by" };
  return current > previous ? { Icon: ArrowUp, words: "Up" } : { Icon: ArrowDown, words: "Down" };
}
