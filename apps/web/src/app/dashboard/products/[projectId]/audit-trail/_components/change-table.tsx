import { EmptyState } from "@/components/feedback/empty-state";
import { OlderRows, type PagesQuery } from "@/components/table/older-rows";
import { Table } from "@/components/table/table";
import type { Change } from "../outputs";
import { ChangeRow } from "./change-row";

const COLUMNS = [
  { label: "Change" },
  { label: "From" },
  { label: "To" },
  { label: "By" },
  { label: "When, UTC", align: "right" },
] as const;

interface ChangeTableProps {
  /** The changes, newest first. */
  changes: readonly Change[];
  asOf: string;
  /** The query of the rows, which can load older ones. */
  older: PagesQuery;
}

/** A table of the changes, or a note about what will appear here when there are none. */
export function ChangeTable({ changes, asOf, older }: ChangeTableProps) {
  if (changes.length === 0)
    return (
      <EmptyState title="No changes yet.">
        When somebody changes the budget, a member, a key, a price or an agent name, you will see
        here who did it, when, and both values.
      </EmptyState>
    );
  return (
    <>
      <Table caption="Changes, newest first" columns={COLUMNS}>
        {changes.map((change) => (
          <ChangeRow key={change.id} change={change} asOf={asOf} />
        ))}
      </Table>
      <OlderRows query={older} label="Show earlier changes" subject="earlier changes" />
    </>
  );
}
