import { classNames } from "../class-names";

const TONES = { ok: "bg-ok", warning: "bg-warning", danger: "bg-danger" } as const;

interface MeterProps {
  label: string;
  /** The used percentage. The meter is full at 100 and above. */
  pct: number;
  /** The real value in words, also when it is above 100 %. */
  valueText: string;
  tone: keyof typeof TONES;
}

/** A horizontal meter that shows how much of a limit is used. */
export function Meter({ label, pct, valueText, tone }: MeterProps) {
  const clamped = Math.min(100, Math.max(0, pct));
  return (
    // biome-ignore lint/a11y/useSemanticElements: each browser draws a native meter differently, and in forced colours not at all.
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={clamped}
      aria-valuetext={valueText}
      className="h-2 w-full border-[CanvasText] forced-colors:border overflow-hidden rounded-base bg-line"
    >
      <div
        className={classNames(
          "painted h-full rounded-base motion-safe:transition-[width] motion-safe:duration-300",
          TONES[tone],
        )}
        style={{ width: `${clamped}%` }}
      />
    </div>
  );
}
