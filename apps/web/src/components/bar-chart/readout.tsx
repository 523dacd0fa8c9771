import { classNames } from "../class-names";

interface ReadoutProps {
  /** What the bar stands for, then its figures; null while none is read. */
  reading: readonly [string, ...string[]] | null;
  /** Where the bar is along the axis, 0 to 1. */
  position: number;
  summary: string;
}

/**
 * The one lane that says what a bar means: beside its bar on a wide screen, beneath the chart on a
 * phone. It has its room always, so nothing moves, and holds the summary while no bar is read.
 */
export function Readout({ reading, position, summary }: ReadoutProps) {
  return (
    <div className="relative h-7 text-sm max-sm:order-last max-sm:mt-1 max-sm:h-12">
      <p
        className={classNames(
          "text-muted sm:truncate sm:py-1",
          reading !== null && "invisible max-sm:absolute",
        )}
      >
        {summary}
      </p>
      {reading && <Pill reading={reading} position={position} />}
    </div>
  );
}

function Pill({
  reading,
  position,
}: {
  reading: readonly [string, ...string[]];
  position: number;
}) {
  const [title, ...figures] = reading;
  const along = `${position * 100}%`;
  return (
    <div
      role="tooltip"
      className="-translate-x-(--along) pointer-events-none absolute top-0 left-(--along) flex flex-wrap gap-x-3 whitespace-nowrap rounded-base bg-ink px-2 py-1 text-surface tabular-nums max-sm:inset-x-0 max-sm:w-full max-sm:translate-x-0"
      style={{ "--along": along }}
    >
      <strong className="font-semibold">{title}</strong>
      {figures.map((figure) => (
        <span key={figure}>{figure}</span>
      ))}
    </div>
  );
}
