import { classNames } from "../class-names";

interface ReadoutProps {
  /** The active bar's name, then its figures; null while no bar is active. */
  reading: readonly [string, ...string[]] | null;
  /** The centre of the active bar as a fraction of the axis, from 0 to 1. */
  position: number;
  summary: string;
}

/**
 * The line that shows the active bar's figures, or the summary while no bar is active: above the bar
 * on a wide screen, under the chart on a phone. Its height is fixed, so that the page does not move.
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
