import { classNames } from "../class-names";

interface ProgressBarProps {
  label: string;
  /** The part that is done, from 0 to 1. */
  share: number;
  className?: string;
}

/** A horizontal bar that shows how much of a task is done. */
export function ProgressBar({ label, share, className }: ProgressBarProps) {
  const pct = Math.floor(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={pct}
      className={classNames(
        "h-2 w-full overflow-hidden rounded-base border-[CanvasText] bg-line forced-colors:border",
        className,
      )}
    >
      <div
        className="painted h-full rounded-base bg-accent motion-safe:transition-[width] motion-safe:duration-200"
        style={{ width: `${pct}%` }}
      />
    </div>
  );
}
