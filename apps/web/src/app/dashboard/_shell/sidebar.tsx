"use client";

import type { Role } from "@ai-cost/domain";
import { useSelectedLayoutSegment } from "next/navigation";
import { ProductNavigation } from "./product-navigation";
import { type Project, ProjectSwitcher } from "./project-switcher";

interface SidebarProps {
  project: Project & { role: Role };
  /** The projects that the person may open. */
  projects: readonly Project[];
  /** The address of the host application; null when it is not known. */
  hostAppUrl: string | null;
}

/** The navigation of a product, with a menu to switch to another product. */
export function Sidebar({ project, projects, hostAppUrl }: SidebarProps) {
  return (
    <div className="flex flex-col gap-4 p-3">
      <ProjectSwitcher current={project} projects={projects} />
      <ProductNavigation
        projectId={project.projectId}
        role={project.role}
        segment={useSelectedLayoutSegment()}
        hostAppUrl={hostAppUrl}
      />
    </div>
  );
}
