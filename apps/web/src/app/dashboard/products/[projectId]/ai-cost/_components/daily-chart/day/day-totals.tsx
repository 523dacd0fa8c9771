import type { ReactNode } from "react";
import { costText } from "@/app/dashboard/_labels/cost-text";
import { fillLook } from "@/components/bar-chart/fill-look";
import { classNames } from "@/components/class-names";
import { formatCompact, formatDollars, formatInteger, UNKNOWN } from "@/lib/format";
import type { Breakdown, UsageFigures } from "../../../outputs";
import { type ChartGroup, chartGroups } from "../chart-groups";

interface DayTotalsProps {
  /** The day's usage by agent type or model. */
  usage: Breakdown;
  isToday: boolean;
  isFiltered: boolean;
}

/** The figures of a day, and which agent types or models caused its cost. */
export function DayTotals({ usage, isToday, isFiltered }: DayTotalsProps) {
  const { total, groupBy, rows } = usage;
  if (total.calls === 0)
    return <p className="text-muted">No charges{isFiltered && " match the filters"}.</p>;
  const kind = groupBy === "model" ? "model" : "agentType";
  const groups = chartGroups(rows, kind);
  return (
    <>
      <dl className="grid grid-cols-3 gap-4 border-line border-b pb-4">
        <Figure label={isToday ? "Spend so far" : "Spend"} note={changeNote(total)}>
          {costText(total)}
        </Figure>
        <Figure
          label="Tokens"
          note={`${formatCompact(total.inputTokens)} in · ${formatCompact(total.outputTokens)} out`}
        >
          {formatCompact(total.inputTokens + total.outputTokens)}
        </Figure>
        <Figure label="Jobs" note={jobsNote(total)}>
          {total.jobs === null ? UNKNOWN : formatInteger(total.jobs)}
        </Figure>
      </dl>
      {isFiltered && (
        <p className="text-muted text-sm">
          These figures follow the filters; the runs are all of that day.
        </p>
      )}
      {groups.length > 0 && (
        <section aria-label={kind === "model" ? "Models" : "Agent types"}>
          <h3 className="mb-2 font-semibold text-sm">
            {kind === "model" ? "Models" : "Agent types"}
          </h3>
          <Shares groups={groups} />
        </section>
      )}
    </>
  );
}

function jobsNote({ completedJobs, failedJobs }: UsageFigures): string {
  if (completedJobs === null || failedJobs === null) return "not counted by model";
  return `${formatInteger(completedJobs)} completed · ${formatInteger(failedJobs)} failed`;
}

/** The cost of the day before, if there was any. */
const changeNote = ({ previous }: UsageFigures): string =>
  previous && previous.cost > 0 ? `${formatDollars(previous.cost)} the day before` : "";

function Figure({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold text-xl tabular-nums tracking-tight">{children}</dd>
      <dd className="text-muted text-xs">{note}</dd>
    </div>
  );
}

/** One bar with the share of each group, and the groups with their costs. */
function Shares({ groups }: { groups: readonly ChartGroup[] }) {
  return (
    <>
      <div aria-hidden="true" className="mb-3 flex h-2.5 gap-px overflow-hidden rounded-bar">
        {groups.map(({ key, fill, cost }) => {
          const look = fillLook(fill);
          return (
            <div
              key={key}
              className={classNames(look.className, "min-w-0.5")}
              style={{ ...look.style, flexGrow: cost, flexBasis: 0 }}
            />
          );
        })}
      </div>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
        {groups.map(({ key, label, fill, cost }) => {
          const look = fillLook(fill);
          return (
            <li key={key} className="flex min-w-0 items-center gap-2">
              <span
                aria-hidden="true"
                className={classNames(look.className, "size-2.5 shrink-0 rounded-bar")}
                style={look.style}
              />
              <span className="min-w-0 flex-1 truncate" title={label}>
                {label}
              </span>
              <span className="font-medium tabular-nums">{formatDollars(cost)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
