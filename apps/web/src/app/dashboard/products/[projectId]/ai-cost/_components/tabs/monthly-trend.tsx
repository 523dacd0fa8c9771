import type { Bar } from "@/components/bar-chart/bar";
import { BarChart } from "@/components/bar-chart/bar-chart";
import { columnFraction, Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Cell, CountUnit, Row, RowHeader, Table } from "@/components/table/table";
import { formatCompact, formatCount, formatDollars, formatInteger } from "@/lib/format";
import { formatMonth, formatShortMonth } from "@/lib/format-time";
import type { MonthSpend } from "../../outputs";
import { costTicks } from "../daily-chart/daily-bars";

const COLUMNS = [
  { label: "Month" },
  { label: "Jobs", align: "right" },
  { label: "Tokens", align: "right" },
  { label: "Cost", align: "right" },
] as const;

/** The spend of the last six months, oldest first. The last month is the current one. */
export function MonthlyTrend({ months }: { months: readonly MonthSpend[] }) {
  const currentMonth = months.at(-1)?.month;
  const fraction = columnFraction(months.map(({ cost }) => cost));
  return (
    <>
      <div className="px-4 pt-3 pb-2">
        <BarChart
          label="Monthly spend"
          bars={months.map((month) => monthBar(month, currentMonth))}
          ticks={costTicks(months.map(({ cost }) => cost))}
          summary="Six months by UTC calendar month"
        />
      </div>
      <Table caption="Monthly spend, oldest month first" columns={COLUMNS}>
        {months.map(({ month, cost, totalTokens, jobCount }) => (
          <Row key={month}>
            <RowHeader>
              {formatMonth(month)}
              {month === currentMonth && <span className="text-muted">, so far</span>}
            </RowHeader>
            <Cell align="right">
              <span className="tabular-nums">{formatInteger(jobCount)}</span>
              <CountUnit count={jobCount} noun="job" />
            </Cell>
            <Cell align="right">
              <Tokens count={totalTokens} />
              <CountUnit count={totalTokens} noun="token" />
            </Cell>
            <Cell align="right" phone="figure" className="font-medium">
              <Money dollars={cost} fraction={fraction} />
            </Cell>
          </Row>
        ))}
      </Table>
    </>
  );
}

function monthBar({ month, cost, totalTokens, jobCount }: MonthSpend, currentMonth?: string): Bar {
  const isPartial = month === currentMonth;
  return {
    key: month,
    axisLabel: isPartial ? "so far" : formatShortMonth(month).slice(0, 3),
    reading: [
      `${formatMonth(month)}${isPartial ? ", so far" : ""}`,
      formatDollars(cost),
      `${formatCompact(totalTokens)} tokens`,
      formatCount(jobCount, "job"),
    ],
    value: cost,
    isPartial,
  };
}
