interface ReadoutProps {
  /** The active bar's name, then its figures; null while no bar is active. */
  reading: readonly [string, ...string[]] | null;
  /** The centre of the active bar as a fraction of the axis, from 0 to 1. */
  position: number;
}

/**
 * The lane above the plot in which one line shows the active bar's figures. The line cannot cover a bar or
 * leave the chart: its distance from the left is the bar's, as a share of the space that it leaves free.
 * When the chart is too narrow for all figures, the last ones are left out; the bar's own name has them all.
 */
export function Readout({ reading, position }: ReadoutProps) {
  const along = `${position * 100}%`;
  const [title, ...figures] = reading ?? [];
  return (
    <div className="pointer-events-none relative z-1 mb-2 h-7 text-sm max-sm:text-xs">
      {reading && (
        <div
          role="tooltip"
          className="-translate-x-(--along) absolute top-0 left-(--along) flex h-7 w-max max-w-full flex-wrap gap-x-3 overflow-hidden max-sm:gap-x-2 whitespace-nowrap rounded-base bg-ink px-2 text-surface leading-7 tabular-nums"
          style={{ "--along": along }}
        >
          <strong className="font-semibold">{title}</strong>
          {figures.map((figure) => (
            <span key={figure}>{figure}</span>
          ))}
        </div>
      )}
    </div>
  );
}
