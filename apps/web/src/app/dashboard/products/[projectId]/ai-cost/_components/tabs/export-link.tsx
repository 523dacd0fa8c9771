import { Download } from "lucide-react";
import { buttonLook } from "@/components/form/button";
import { type ExportedTable, exportHref } from "../../export/export-href";
import type { View } from "../../view";

interface ExportLinkProps {
  projectId: string;
  view: View;
  table: ExportedTable;
}

/** Downloads the table above it as a CSV file. */
export function ExportLink({ projectId, view, table }: ExportLinkProps) {
  return (
    <div className="flex justify-end border-line border-t px-2 py-1 print:hidden">
      {/* Without `download`, a session that has ended leads to the sign-in page and not to a file of it. */}
      <a href={exportHref(projectId, view, table)} className={buttonLook({ variant: "quiet" })}>
        <Download aria-hidden="true" className="size-4" />
        Download CSV
      </a>
    </div>
  );
}
