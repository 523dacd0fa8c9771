"use client";

import { useState } from "react";
import { trpc } from "@/trpc/client";
import { UncountedUsage } from "../_components/uncounted-usage";
import { DailyPanel } from "./_components/daily-chart/daily-panel";
import { CostHeader } from "./_components/header/cost-header";
import { MonthSection } from "./_components/kpi/month-section";
import { NameLimits } from "./_components/notes/name-limits";
import { Overlaps } from "./_components/notes/overlaps";
import { UsageGaps } from "./_components/notes/usage-gaps";
import { CostTabs } from "./_components/tabs/cost-tabs";
import { LIVE } from "./live-query";
import type { Project } from "./outputs";
import { useView } from "./use-view";
import { summaryInputOf } from "./view";

interface AiCostDashboardProps {
  project: Project;
  /** The server's time when it rendered the page, as an ISO 8601 string. */
  asOf: string;
  /** The public address of this server, under which people open it. */
  publicUrl: string;
}

/** Queries the summary of the selected month and renders the parts of the cost page. */
export function AiCostDashboard(props: AiCostDashboardProps) {
  const { project: initialProject, asOf: initialAsOf, publicUrl } = props;
  const { projectId } = initialProject;
  const [asOf, setAsOf] = useState(initialAsOf);
  const controls = useView(projectId, asOf);
  const { view, showTab, sortBy } = controls;
  const utils = trpc.useUtils();
  const summary = trpc.aiCost.getMonthlySummary.useQuery(summaryInputOf(projectId, view), LIVE);
  const project = trpc.projects.get.useQuery({ projectId }, { initialData: initialProject }).data;
  // This is a state that does not follow `project.hasUsage`. Otherwise the first charge would hide the
  // setup instructions, and with them a new key that is shown only once.
  const [isSettingUp, setIsSettingUp] = useState(!initialProject.hasUsage);

  function leaveSetup() {
    setIsSettingUp(false);
    void utils.invalidate();
  }

  // Each output has the server's time. The newest of these times keeps the page correct after midnight
  // and in the next month.
  if (summary.data && summary.data.asOf > asOf) setAsOf(summary.data.asOf);

  return (
    <div className="flex flex-col gap-3">
      <CostHeader project={project} controls={controls} />
      <UncountedUsage projectId={projectId} />
      <MonthSection summary={summary} project={project} view={view} />
      <UsageGaps input={summaryInputOf(projectId, view)} />
      <Overlaps input={summaryInputOf(projectId, view)} />
      <NameLimits projectId={projectId} month={view.month} />
      <DailyPanel
        projectId={projectId}
        controls={controls}
        budgetLimit={summary.data?.budgetLimit ?? null}
        asOf={asOf}
      />
      <CostTabs
        view={view}
        onTab={showTab}
        onSort={sortBy}
        summary={summary}
        projectId={projectId}
        asOf={asOf}
        setup={
          isSettingUp ? { project, publicUrl, asOf: initialAsOf, onShowSpend: leaveSetup } : null
        }
      />
    </div>
  );
}
