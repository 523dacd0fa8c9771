import { ChevronDown, Download } from "lucide-react";
import { buttonLook } from "@/components/form/button";
import { Menu } from "@/components/menu/menu";
import { type ExportedTable, exportHref } from "../../export/export-href";
import type { View } from "../../view";

const TABLES: readonly { table: ExportedTable; label: string }[] = [
  { table: "daily", label: "Daily spend" },
  { table: "agents", label: "By agent type" },
  { table: "models", label: "By model" },
  { table: "trend", label: "Monthly trend" },
  { table: "pipelines", label: "Top pipelines" },
  { table: "recent", label: "Charges of the month" },
];

/** A menu that downloads what the page shows, with its month, filters and comparison, as CSV files. */
export const ExportMenu = ({ projectId, view }: { projectId: string; view: View }) => (
  <Menu
    buttonClassName={buttonLook()}
    className="w-56"
    button={
      <>
        <Download aria-hidden="true" className="size-4" />
        Export
        <ChevronDown aria-hidden="true" className="size-4" />
      </>
    }
  >
    {(close) => (
      <ul aria-label="CSV files of what is shown">
        {TABLES.map(({ table, label }) => (
          <li key={table}>
            <a
              href={exportHref(projectId, view, table)}
              onClick={close}
              className="flex min-h-9 items-center justify-between gap-4 rounded-base px-2 text-sm hover:bg-sunken pointer-coarse:min-h-11"
            >
              {label}
              <span className="text-muted text-xs">CSV</span>
            </a>
          </li>
        ))}
      </ul>
    )}
  </Menu>
);
