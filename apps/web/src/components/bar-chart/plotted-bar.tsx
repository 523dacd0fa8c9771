import { classNames } from "../class-names";
import type { Bar } from "./bar";

interface PlottedBarProps {
  id: string;
  index: number;
  bar: Bar;
  heightPct: number;
  isActive: boolean;
}

/** A bar and the empty column above it, which also reacts to the pointer. */
export function PlottedBar({ id, index, bar, heightPct, isActive }: PlottedBarProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active option, so that the chart is one tab stop.
    <div
      id={id}
      role="option"
      aria-label={bar.reading.join(", ")}
      aria-selected={isActive}
      data-bar={index}
      className={classNames(
        "flex h-full items-end justify-center",
        isActive && "bg-accent-soft outline-accent forced-colors:outline-2",
      )}
    >
      <div
        className={classNames(
          "w-[78%] max-w-20 origin-bottom rounded-t-bar",
          bar.value === 0 ? "h-px bg-field" : "min-h-0.5 motion-safe:animate-grow",
          bar.value > 0 && fillOf(bar.isPartial, isActive),
        )}
        style={bar.value === 0 ? undefined : { height: `${heightPct}%` }}
      />
    </div>
  );
}

function fillOf(isPartial: boolean, isActive: boolean): string {
  if (isPartial)
    return isActive ? "hatched print-exact text-bar-strong" : "hatched print-exact text-bar";
  return isActive ? "painted bg-bar-strong" : "painted bg-bar";
}
