import { fillLook } from "@/components/bar-chart/fill-look";
import { classNames } from "@/components/class-names";
import { formatDollars } from "@/lib/format";
import type { ChartGroup } from "./chart-groups";

interface LegendProps {
  groups: readonly ChartGroup[];
  /** The costs of the active bar by group; null while no bar is active, when the costs of the range are shown. */
  costs: ReadonlyMap<string, number> | null;
  hidden: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

/**
 * The groups of the chart with their costs: those of the active bar, or of the whole range. A click hides or
 * shows a group. The width for a cost is that of the longest one, so that nothing moves.
 */
export function Legend({ groups, costs, hidden, onToggle }: LegendProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: a list that is not laid out as a box loses its role in Safari.
    <ul role="list" aria-label="Legend" className="contents">
      {groups.map(({ key, label, fill, cost }) => {
        const look = fillLook(fill);
        const isShown = !hidden.has(key);
        return (
          <li key={key} className="min-w-0 max-w-72">
            <button
              type="button"
              aria-pressed={isShown}
              title={isShown ? `Hide ${label}` : `Show ${label}`}
              onClick={() => onToggle(key)}
              className="flex min-h-8 max-w-full items-center gap-1.5 rounded-base px-1.5 text-muted text-xs hover:bg-sunken pointer-coarse:min-h-11"
            >
              <span
                aria-hidden="true"
                className={classNames(
                  "size-2.5 shrink-0 rounded-bar",
                  isShown ? look.className : "pattern-outline",
                )}
                style={look.style}
              />
              <span className={classNames("truncate", !isShown && "line-through")}>{label}</span>
              <span className="min-w-[6.5ch] text-left font-medium text-ink tabular-nums">
                {formatDollars(costs ? (costs.get(key) ?? 0) : cost)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
