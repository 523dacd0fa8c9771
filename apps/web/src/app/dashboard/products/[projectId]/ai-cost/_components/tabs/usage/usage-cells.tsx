import type { ReactNode } from "react";
import { Money } from "@/components/figure/money";
import { ShareBar } from "@/components/figure/share-bar";
import { Tokens } from "@/components/figure/tokens";
import { Cell, CountUnit, Unit } from "@/components/table/table";
import { formatCount, formatInteger, formatRate, formatShare, UNKNOWN } from "@/lib/format";
import type { GroupRow } from "../../../usage/usage-rows";
import {
  isLowerBound,
  totalTokens,
  USAGE_VALUES,
  type UsageGrouping,
} from "../../../usage/usage-values";
import { ChangeCell } from "./change-cell";
import type { UsageScale } from "./usage-scale";

interface UsageCellsProps {
  row: GroupRow;
  grouping: UsageGrouping;
  scale: UsageScale;
  /** A row of totals has no bar. */
  isTotal?: boolean;
}

/** The figures of a row, in the order of `usageColumns`. */
export function UsageCells({ row, grouping, scale, isTotal = false }: UsageCellsProps) {
  const { figures, sharePct, change } = row;
  const tokens = totalTokens(figures);
  const barPct = scale.highestPct === 0 ? 0 : (sharePct / scale.highestPct) * 100;
  return (
    <>
      {grouping === "model" ? <CallsCell row={row} /> : <JobsCell row={row} />}
      <Figure>
        <Tokens count={tokens} />
        <CountUnit count={tokens} noun="token" />
      </Figure>
      {grouping === "model" ? (
        <CallRates row={row} scale={scale} />
      ) : (
        <JobRates row={row} scale={scale} />
      )}
      <Cell phone="full" className="w-1/4 @2xl/table:@max-4xl/table:hidden">
        {!isTotal && <ShareBar pct={barPct} />}
      </Cell>
      <Cell align="right" phone="figure" className="font-medium">
        <Money
          dollars={figures.cost}
          atLeast={isLowerBound(figures)}
          fraction={scale.costFraction}
        />
      </Cell>
      <Figure className="text-muted @2xl/table:@max-3xl/table:hidden">
        {formatShare(sharePct)}
        <Unit>of the cost</Unit>
      </Figure>
      {scale.isCompared && <ChangeCell change={change} fraction={scale.changeFraction} />}
    </>
  );
}

function Figure({ className = "", children }: { className?: string; children: ReactNode }) {
  return (
    <Cell align="right" className={`whitespace-nowrap tabular-nums ${className}`}>
      {children}
    </Cell>
  );
}

/** The jobs of a row. Where jobs cannot be told, as for the models of an agent type, it counts calls. */
function JobsCell({ row }: { row: GroupRow }) {
  const { jobs, calls } = row.figures;
  if (jobs === null)
    return <Figure className="text-muted">{formatCount(calls ?? 0, "call")}</Figure>;
  return (
    <Figure>
      {formatInteger(jobs)}
      <CountUnit count={jobs} noun="job" />
    </Figure>
  );
}

function CallsCell({ row }: { row: GroupRow }) {
  const calls = row.figures.calls ?? 0;
  return (
    <Figure>
      {formatInteger(calls)}
      <CountUnit count={calls} noun="call" />
    </Figure>
  );
}

interface RatesProps {
  row: GroupRow;
  scale: UsageScale;
}

function JobRates({ row, scale }: RatesProps) {
  const successPct = USAGE_VALUES.success(row);
  return (
    <>
      <UnitCost dollars={USAGE_VALUES.perJob(row)} row={row} scale={scale} unit="a job" />
      {successPct === null ? (
        <NotTold />
      ) : (
        <Figure>
          {formatRate(successPct)}
          <Unit>ok</Unit>
        </Figure>
      )}
    </>
  );
}

/** A figure that cannot be told, for which a narrow table has no place. */
const NotTold = () => (
  <Figure className="text-muted @max-2xl/table:hidden">
    <span title="This cannot be told">{UNKNOWN}</span>
  </Figure>
);

function CallRates({ row, scale }: RatesProps) {
  const cachedPct = USAGE_VALUES.cached(row);
  return (
    <>
      {cachedPct === null ? (
        <NotTold />
      ) : (
        <Figure>
          {formatShare(cachedPct)}
          <Unit>cached</Unit>
        </Figure>
      )}
      <UnitCost dollars={USAGE_VALUES.perMillion(row)} row={row} scale={scale} unit="per 1M" />
    </>
  );
}

function UnitCost({
  dollars,
  row,
  scale,
  unit,
}: RatesProps & { dollars: number | null; unit: string }) {
  if (dollars === null) return <NotTold />;
  return (
    <Figure>
      <Money dollars={dollars} atLeast={isLowerBound(row.figures)} fraction={scale.unitFraction} />
      <Unit>{unit}</Unit>
    </Figure>
  );
}
