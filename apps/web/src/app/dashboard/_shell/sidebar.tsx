"use client";

import type { Role } from "@ai-cost/domain";
import { useSelectedLayoutSegment } from "next/navigation";
import { trpc } from "@/trpc/client";
import { ProductNavigation } from "./product-navigation";
import { type Project, ProjectSwitcher } from "./project-switcher";

interface SidebarProps {
  project: Project & { role: Role };
  /** The projects that the person may open. */
  projects: readonly Project[];
  /** The address of the host application; null when it is not known. */
  hostAppUrl: string | null;
  /** Whether alerts of the product did not arrive when the server rendered the page. */
  hasAlertProblem: boolean;
}

const PROBLEM_POLL_MS = 15_000;

/** The navigation of a product, with a menu to switch to another product. */
export function Sidebar({ project, projects, hostAppUrl, hasAlertProblem }: SidebarProps) {
  const { projectId, role } = project;
  const { data: status } = trpc.alerts.status.useQuery(
    { projectId },
    {
      initialData: { hasProblem: hasAlertProblem },
      refetchInterval: ({ state }) => (state.data?.hasProblem ? PROBLEM_POLL_MS : false),
    },
  );
  return (
    <div className="flex flex-col gap-4 p-3">
      <ProjectSwitcher current={project} projects={projects} />
      <ProductNavigation
        projectId={projectId}
        role={role}
        segment={useSelectedLayoutSegment()}
        hostAppUrl={hostAppUrl}
        hasAlertProblem={status.hasProblem}
      />
    </div>
  );
}
