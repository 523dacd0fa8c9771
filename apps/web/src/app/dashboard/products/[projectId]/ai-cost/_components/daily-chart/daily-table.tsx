import { isUnpriced } from "@/app/dashboard/_labels/cost-text";
import { columnFraction, Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Cell, CountUnit, Row, RowHeader, Table } from "@/components/table/table";
import { formatInteger, UNKNOWN } from "@/lib/format";
import { formatDays, formatFullDay } from "@/lib/format-time";
import type { ChartPart } from "./chart-parts";

const COLUMNS = [
  { label: "Day" },
  { label: "Jobs", align: "right" },
  { label: "Tokens", align: "right" },
  { label: "Cost", align: "right" },
] as const;

/** The figures of the daily chart as a table, the latest day first. */
export function DailyTable({ parts }: { parts: readonly ChartPart[] }) {
  const fraction = columnFraction(parts.map(({ usage }) => usage.cost));
  return (
    <section
      aria-label="Daily spend as a table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
      tabIndex={0}
      className="relative -mx-4 h-72 overflow-y-auto sm:h-80"
    >
      <Table caption="Daily spend, latest day first" columns={COLUMNS}>
        {parts.toReversed().map((part) => (
          <DailyRow key={part.from} part={part} fraction={fraction} />
        ))}
      </Table>
    </section>
  );
}

function DailyRow({ part, fraction }: { part: ChartPart; fraction: number }) {
  const { from, to, isPartial, usage } = part;
  const tokens = usage.inputTokens + usage.outputTokens;
  return (
    <Row>
      <RowHeader>
        <time dateTime={from}>{from === to ? formatFullDay(from) : formatDays(from, to)}</time>
        {isPartial && <span className="text-muted">, so far</span>}
      </RowHeader>
      <Cell align="right">
        {usage.jobs === null ? UNKNOWN : formatInteger(usage.jobs)}
        <CountUnit count={usage.jobs ?? 0} noun="job" />
      </Cell>
      <Cell align="right">
        <Tokens count={tokens} />
        <CountUnit count={tokens} noun="token" />
      </Cell>
      <Cell align="right" phone="figure">
        <Money
          dollars={isUnpriced(usage) ? null : usage.cost}
          atLeast={(usage.unpricedCalls ?? 0) > 0 && !isUnpriced(usage)}
          fraction={fraction}
        />
      </Cell>
    </Row>
  );
}
