import { CircleCheck } from "lucide-react";
import { Notice } from "@/components/feedback/notice";
import { formatInteger } from "@/lib/format";
import { plainReason } from "../plain-reason";
import type { UploadResult } from "../upload-file";
import { RejectedRows } from "./rejected-rows";

/** What an import did with the rows of a file. */
export function ImportedRows({
  imported,
}: {
  imported: Extract<UploadResult, { type: "imported" }>;
}) {
  const { totals, rejectedRows, stoppedBy } = imported;
  return (
    <>
      <p className="flex items-center gap-2">
        <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-ok" />
        <span className="tabular-nums">
          {formatInteger(totals.recorded)} recorded, {formatInteger(totals.duplicate)} already
          there, {formatInteger(totals.rejected)} rejected
          {totals.leftOut > 0 && `, ${formatInteger(totals.leftOut)} left out`}
        </span>
      </p>
      {stoppedBy && (
        <Notice tone="warning">
          The rest of the file cannot be read: {plainReason(stoppedBy)}
        </Notice>
      )}
      <RejectedRows rows={rejectedRows} count={totals.rejected} tense="were not imported" />
    </>
  );
}
