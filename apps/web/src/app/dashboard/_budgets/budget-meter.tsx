import { budgetStatusLabel } from "@/app/dashboard/_labels/budget-status";
import { ForecastMeter } from "@/components/figure/forecast-meter";
import { formatRoundDollars } from "@/lib/format";
import { spentText, usedText } from "./budget-text";
import type { BudgetFigures } from "./outputs";

const TONES = { none: "ok", ok: "ok", warning: "warning", exceeded: "danger" } as const;

/** The bar of a budget: what is spent, what is expected, its thresholds, and strongly its limit. */
export function BudgetMeter({ label, budget }: { label: string; budget: BudgetFigures }) {
  const { spent, limit, pct, status, thresholds, forecast } = budget;
  const expected = forecast ? `, expected ${formatRoundDollars(forecast.amount)}` : "";
  return (
    <ForecastMeter
      label={label}
      pct={pct}
      expectedPct={forecast && (forecast.amount / limit) * 100}
      marks={[
        ...thresholds
          .filter((threshold) => threshold !== 100)
          .map((threshold) => ({ pct: threshold })),
        { pct: 100, isStrong: true },
      ]}
      valueText={`${budgetStatusLabel(status)}: ${spentText(spent)} ${usedText(budget)}${expected}`}
      tone={TONES[status]}
    />
  );
}
