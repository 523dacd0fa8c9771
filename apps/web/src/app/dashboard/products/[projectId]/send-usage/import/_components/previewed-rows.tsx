import type { UploadGroup } from "@/app/api/usage-imports/upload";
import { Notice } from "@/components/feedback/notice";
import { columnFraction, Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import {
  Cell,
  type Column,
  CountUnit,
  Row,
  RowHeader,
  Table,
  Unit,
} from "@/components/table/table";
import { formatCount, formatInteger, UNKNOWN } from "@/lib/format";
import { formatMonth } from "@/lib/format-time";
import { plainReason } from "../plain-reason";
import { type ChosenFile, importableRows } from "../use-file-imports";
import { RejectedRows } from "./rejected-rows";

const COLUMNS: readonly Column[] = [
  { label: "Model" },
  { label: "Month" },
  { label: "Rows", align: "right" },
  { label: "Input tokens", align: "right" },
  { label: "Output tokens", align: "right" },
  { label: "Cost", align: "right" },
];

interface PreviewedRowsProps {
  preview: NonNullable<ChosenFile["preview"]>;
  isOpen: boolean;
}

/** What an import of the file would record: its format, and its totals by month and model. */
export function PreviewedRows({ preview, isOpen }: PreviewedRowsProps) {
  const { format, totals, groups, moreGroups, rejectedRows, stoppedBy } = preview;
  return (
    <>
      <p>
        {format ?? "CSV file with the columns below"}:{" "}
        <span className="text-muted">
          {formatCount(importableRows(totals), "row")}
          {totals.duplicate > 0 && `, ${formatInteger(totals.duplicate)} of them duplicates`}
          {totals.leftOut > 0 && `, ${formatInteger(totals.leftOut)} left out`},
        </span>{" "}
        <Money dollars={totals.cost} atLeast={totals.unpriced > 0} className="font-medium" />
      </p>
      {stoppedBy && (
        <Notice tone="warning">
          The rest of the file cannot be read: {plainReason(stoppedBy)} The rows before it can be
          imported.
        </Notice>
      )}
      {totals.unpriced > 0 && (
        <Notice>
          {formatCount(totals.unpriced, "row")} {totals.unpriced === 1 ? "has" : "have"} no known
          price: the tokens are counted, but not the cost.
        </Notice>
      )}
      {groups.length > 0 && (
        <details open={isOpen}>
          <summary className="cursor-pointer text-muted text-sm hover:text-ink">
            By model and month
          </summary>
          <div className="-mx-4 mt-2 max-h-96 overflow-y-auto">
            <GroupTable groups={groups} />
          </div>
          {moreGroups > 0 && (
            <p className="text-muted text-sm">
              {formatCount(moreGroups, "more group")} {moreGroups === 1 ? "is" : "are"} not listed.
            </p>
          )}
        </details>
      )}
      <RejectedRows rows={rejectedRows} count={totals.rejected} tense="would not be imported" />
    </>
  );
}

function GroupTable({ groups }: { groups: readonly UploadGroup[] }) {
  const fraction = columnFraction(groups.map(({ cost }) => cost));
  return (
    <Table caption="Rows by model and month" columns={COLUMNS}>
      {groups.map((group) => (
        <Row key={`${group.month} ${group.model}`}>
          <RowHeader className="wrap-anywhere">{group.model ?? UNKNOWN}</RowHeader>
          <Cell className="whitespace-nowrap text-muted">{formatMonth(group.month)}</Cell>
          <Cell align="right" className="tabular-nums">
            {formatInteger(group.rowsRead)}
            <CountUnit count={group.rowsRead} noun="row" />
          </Cell>
          <Cell align="right">
            <Count count={group.inputTokens} unknown={group.unknownInput} rows={group.rowsRead} />
            <Unit>in</Unit>
          </Cell>
          <Cell align="right">
            <Count count={group.outputTokens} unknown={group.unknownOutput} rows={group.rowsRead} />
            <Unit>out</Unit>
          </Cell>
          <Cell align="right" phone="figure" className="font-medium">
            <Money
              dollars={group.unpriced === group.rowsRead ? null : group.cost}
              atLeast={group.unpriced > 0 && group.unpriced < group.rowsRead}
              fraction={fraction}
            />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** A sum of tokens, or `—` when no row of the group has a count. */
function Count({ count, unknown, rows }: { count: number; unknown: number; rows: number }) {
  if (unknown === rows) return UNKNOWN;
  return <Tokens count={count} />;
}
