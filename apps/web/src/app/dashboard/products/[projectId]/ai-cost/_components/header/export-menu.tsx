import { Download } from "lucide-react";
import { buttonLook } from "@/components/form/button";
import { Menu } from "@/components/menu/menu";
import { type ExportedTable, exportHref } from "../../export/export-href";
import type { View } from "../../view";

interface ExportMenuProps {
  projectId: string;
  view: View;
}

const TABLES: readonly { table: ExportedTable; label: string }[] = [
  { table: "daily", label: "Daily spend" },
  { table: "agents", label: "By agent type" },
  { table: "models", label: "By model" },
  { table: "trend", label: "Monthly trend" },
  { table: "pipelines", label: "Top pipelines" },
  { table: "recent", label: "All charges of the month" },
];

/** Downloads a part of the page as a CSV file, with the month, the filters and the sort on screen. */
export function ExportMenu({ projectId, view }: ExportMenuProps) {
  return (
    <Menu
      label="Export as CSV"
      buttonClassName={buttonLook()}
      className="w-56"
      button={
        <>
          <Download aria-hidden="true" className="size-4" />
          <span className="max-sm:sr-only">Export</span>
        </>
      }
    >
      {(close) => (
        <>
          <p className="px-2 pt-1 pb-2 text-muted text-xs">CSV of what the page shows</p>
          <ul>
            {TABLES.map(({ table, label }) => (
              <li key={table}>
                <a
                  href={exportHref(projectId, view, table)}
                  onClick={close}
                  className="flex min-h-9 items-center rounded-base px-2 text-sm hover:bg-sunken pointer-coarse:min-h-11"
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Menu>
  );
}
