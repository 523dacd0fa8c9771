"use client";

import { addMonths, monthOf } from "@ai-cost/domain";
import { formatMonthName } from "@/lib/format-time";
import { trpc } from "@/trpc/client";
import { LIVE } from "../../live-query";
import type { Project } from "../../outputs";
import type { ViewControls } from "../../use-view";
import { FilterBar } from "../filters/filter-bar";
import { CompareSwitch } from "./compare-switch";
import { ExportMenu } from "./export-menu";
import { Freshness } from "./freshness";
import { MonthPicker } from "./month-picker";
import { PageHeader } from "./page-header";
import { useDataAge } from "./use-data-age";

interface CostHeaderProps {
  project: Project;
  controls: ViewControls;
}

/** The header of the page, which selects the month, the comparison and the filters. */
export function CostHeader({ project, controls }: CostHeaderProps) {
  const { projectId } = project;
  const { view, showMonth, compare, filterBy } = controls;
  const utils = trpc.useUtils();
  const months = trpc.aiCost.getMonthsWithData.useQuery({ projectId }, LIVE).data;
  const firstMonth = months?.at(-1)?.month ?? null;
  const currentMonth = monthOf(new Date(view.today));
  const isFirst = firstMonth === null || view.month <= firstMonth;
  return (
    <PageHeader
      productName={project.name}
      compareSwitch={
        // Before the first month there is nothing to compare with.
        !isFirst && (
          <CompareSwitch
            monthName={formatMonthName(addMonths(view.month, -1))}
            isOn={view.isCompared}
            onChange={compare}
          />
        )
      }
      monthPicker={
        <MonthPicker
          projectId={projectId}
          month={view.month}
          currentMonth={currentMonth}
          firstMonth={firstMonth}
          onChange={(chosen) => showMonth(chosen === currentMonth ? null : chosen)}
        />
      }
      exportMenu={<ExportMenu projectId={projectId} view={view} />}
      filters={<FilterBar projectId={projectId} view={view} onFilter={filterBy} />}
      freshness={<Freshness {...useDataAge()} onRefresh={() => utils.invalidate()} />}
    />
  );
}
