import { classNames } from "../class-names";
import type { Bar, Segment } from "./bar";
import { fillLook } from "./fill-look";

interface PlottedBarProps {
  id: string;
  index: number;
  bar: Bar;
  /** The height of the axis in its unit. */
  top: number;
  isActive: boolean;
}

const percentOf = (value: number, top: number): string => `${(value / top) * 100}%`;

/** A bar and the empty column above it, which also reacts to the pointer. */
export function PlottedBar({ id, index, bar, top, isActive }: PlottedBarProps) {
  const height = bar.value === 0 ? undefined : { height: percentOf(bar.value, top) };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active option, so that the chart is one tab stop.
    <div
      id={id}
      role="option"
      aria-label={bar.reading.join(", ")}
      aria-selected={isActive}
      data-bar={index}
      className={classNames(
        "relative flex h-full items-end justify-center",
        bar.isSeparated && "border-field border-l border-dashed",
        isActive && "bg-accent-soft outline-accent forced-colors:outline-2",
      )}
    >
      <ComparedBar value={bar.comparedValue ?? 0} top={top} />
      {bar.segments && bar.segments.length > 0 ? (
        <div
          className="relative flex w-[78%] max-w-20 origin-bottom flex-col-reverse overflow-hidden rounded-t-bar motion-safe:animate-grow"
          style={height}
        >
          {bar.segments.map((segment) => (
            <PlottedSegment
              key={segment.key}
              segment={segment}
              isPartial={bar.isPartial}
              hasGap={segment.value / top > MIN_SHARE_WITH_GAP}
            />
          ))}
        </div>
      ) : (
        <div
          className={classNames(
            "relative w-[78%] max-w-20 origin-bottom rounded-t-bar",
            bar.value === 0 ? "h-px bg-field" : "min-h-0.5 motion-safe:animate-grow",
            bar.value > 0 && fillOf(bar.isPartial, isActive),
          )}
          style={height}
        />
      )}
    </div>
  );
}

/** A part of less than about five pixels would be hidden by a gap. */
const MIN_SHARE_WITH_GAP = 0.025;

interface PlottedSegmentProps {
  segment: Segment;
  isPartial: boolean;
  hasGap: boolean;
}

/**
 * A part of a stacked bar. A gap of a pixel in the colour of the card separates it from the part above, so
 * that parts of similar colours stay distinct.
 */
function PlottedSegment({ segment, isPartial, hasGap }: PlottedSegmentProps) {
  const { fill, value } = segment;
  const look = fillLook(
    isPartial && fill.pattern === "solid" ? { ...fill, pattern: "stripes" } : fill,
  );
  return (
    <div
      data-segment={segment.key}
      className={classNames(look.className, "border-surface", hasGap && "not-last:border-t")}
      style={{ ...look.style, flexGrow: value, flexBasis: 0 }}
    />
  );
}

/** The other period, as an outline behind the bar that is wider than it. */
function ComparedBar({ value, top }: { value: number; top: number }) {
  if (value === 0) return null;
  return (
    <div
      aria-hidden="true"
      data-compared={value}
      className="-translate-x-1/2 absolute bottom-0 left-1/2 w-full max-w-26 rounded-t-bar border border-field/60 border-b-0 bg-line/50"
      style={{ height: percentOf(value, top) }}
    />
  );
}

function fillOf(isPartial: boolean, isActive: boolean): string {
  if (isPartial)
    return isActive ? "hatched print-exact text-bar-strong" : "hatched print-exact text-bar";
  return isActive ? "painted bg-bar-strong" : "painted bg-bar";
}
