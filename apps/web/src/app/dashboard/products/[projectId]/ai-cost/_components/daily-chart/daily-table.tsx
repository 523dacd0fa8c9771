import { columnFraction, Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Cell, CountUnit, Row, RowHeader, Table } from "@/components/table/table";
import { formatInteger } from "@/lib/format";
import { formatFullDay } from "@/lib/format-time";
import type { DaySpend } from "../../outputs";

const COLUMNS = [
  { label: "Day" },
  { label: "Jobs", align: "right" },
  { label: "Tokens", align: "right" },
  { label: "Cost", align: "right" },
] as const;

/** The figures of the daily chart as a table, the latest day first. */
export function DailyTable({ days, today }: { days: readonly DaySpend[]; today: string }) {
  const fraction = columnFraction(days.map(({ cost }) => cost));
  return (
    <section
      aria-label="Daily spend as a table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
      tabIndex={0}
      className="relative -mx-4 h-60 overflow-y-auto sm:h-68"
    >
      <Table caption="Daily spend, latest day first" columns={COLUMNS}>
        {days.toReversed().map((day) => (
          <Row key={day.date}>
            <RowHeader>
              <time dateTime={day.date}>{formatFullDay(day.date)}</time>
              {day.date === today && <span className="text-muted">, so far</span>}
            </RowHeader>
            <Cell align="right">
              {formatInteger(day.jobCount)}
              <CountUnit count={day.jobCount} noun="job" />
            </Cell>
            <Cell align="right">
              <Tokens count={day.totalTokens} />
              <CountUnit count={day.totalTokens} noun="token" />
            </Cell>
            <Cell align="right" phone="figure">
              <Money dollars={day.cost} fraction={fraction} />
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
