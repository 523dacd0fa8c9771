import { classNames } from "../class-names";

const TONES = {
  ok: { fill: "bg-ok", expected: "text-ok" },
  warning: { fill: "bg-warning", expected: "text-warning" },
  danger: { fill: "bg-danger", expected: "text-danger" },
} as const;

/** A line across the meter at a percentage. */
interface MeterMark {
  pct: number;
  isStrong?: boolean;
}

interface ForecastMeterProps {
  label: string;
  /** The used percentage of the limit. */
  pct: number;
  /** The percentage that is expected at the end of the period; null without a forecast. */
  expectedPct: number | null;
  marks: readonly MeterMark[];
  /** The real value in words, also when it is above 100 %. */
  valueText: string;
  tone: keyof typeof TONES;
}

/** Beyond this, the meter is cut, so that the used part stays readable. */
const MAX_SCALE_PCT = 250;

/**
 * A meter with what is used, what is expected, hatched, and marks. It is as long as the limit, or longer when
 * more is used, expected or marked. The marks are drawn only; the text beside the meter names them.
 */
export function ForecastMeter(props: ForecastMeterProps) {
  const { label, pct, expectedPct, marks, valueText, tone } = props;
  const longest = Math.max(100, pct, expectedPct ?? 0, ...marks.map((mark) => mark.pct));
  const scale = Math.min(MAX_SCALE_PCT, longest);
  const widthOf = (value: number) => `${Math.min(100, Math.max(0, (value / scale) * 100))}%`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: each browser draws a native meter differently, and in forced colours not at all.
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, Math.max(0, pct))}
      aria-valuetext={valueText}
      className="relative h-2.5 w-full"
    >
      <div className="absolute inset-0 border-[CanvasText] forced-colors:border overflow-hidden rounded-base bg-line">
        {expectedPct !== null && expectedPct > pct && (
          <div
            className={classNames(
              "hatched print-exact absolute inset-y-0 left-0",
              TONES[tone].expected,
            )}
            style={{ width: widthOf(expectedPct) }}
          />
        )}
        <div
          className={classNames("painted absolute inset-y-0 left-0", TONES[tone].fill)}
          style={{ width: widthOf(pct) }}
        />
      </div>
      {marks.map((mark) => (
        <span
          key={`${mark.pct} ${mark.isStrong}`}
          aria-hidden="true"
          className={classNames(
            "print-exact absolute -inset-y-1 -ml-px border-ink",
            mark.isStrong ? "border-l-2" : "border-l",
          )}
          style={{ left: widthOf(mark.pct) }}
        />
      ))}
    </div>
  );
}
