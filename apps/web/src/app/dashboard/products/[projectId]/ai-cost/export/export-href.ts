import { createSerializer, parseAsStringLiteral } from "nuqs/server";
import { productPath } from "@/app/dashboard/_shell/navigation";
import { searchParams } from "../search-params";
import type { View } from "../view";

/** The tables that can be exported. */
const EXPORTED_TABLES = ["daily", "agents", "models", "trend", "pipelines", "recent"] as const;
export type ExportedTable = (typeof EXPORTED_TABLES)[number];

/** The parameters of an export are those of the page, and the table. */
export const exportParams = { ...searchParams, table: parseAsStringLiteral(EXPORTED_TABLES) };

const exportQuery = createSerializer(exportParams);

/** The address of a table as a CSV file. It names the month, so that it stays the same next month. */
export function exportHref(projectId: string, view: View, table: ExportedTable): string {
  const { month, range, isCompared, split, filter, sort } = view;
  const query = exportQuery({
    table,
    month,
    range,
    compare: isCompared ? "on" : "off",
    by: split,
    agent: [...filter.agentTypes],
    model: [...filter.models],
    sort,
  });
  return `${productPath(projectId, "ai-cost/export")}${query}`;
}
