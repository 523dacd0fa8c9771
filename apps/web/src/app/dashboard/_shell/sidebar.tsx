"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { NAVIGATION } from "./navigation";
import { type Project, ProjectSwitcher } from "./project-switcher";
import { SidebarEntry } from "./sidebar-entry";

interface SidebarProps {
  project: Project;
  /** Every project that the person may open. */
  projects: readonly Project[];
}

/** A product's own navigation. */
export function Sidebar({ project, projects }: SidebarProps) {
  const segment = useSelectedLayoutSegment();
  return (
    <div className="flex flex-col gap-4 p-3">
      <ProjectSwitcher current={project} projects={projects} />
      <nav aria-label="Product" className="flex flex-col gap-4">
        {NAVIGATION.map(({ heading, entries }) => (
          <div key={heading} className="flex flex-col gap-1">
            {heading && (
              <h2 className="px-2 font-medium text-muted text-xs tracking-wide">{heading}</h2>
            )}
            <ul className="flex flex-col gap-0.5">
              {entries.map((entry) => (
                <li key={entry.label}>
                  <SidebarEntry
                    {...entry}
                    projectId={project.projectId}
                    isCurrent={entry.segment !== null && entry.segment === segment}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  );
}
