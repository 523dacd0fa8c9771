import type { Role } from "@ai-cost/domain";
import { NAVIGATION } from "./navigation";
import { SidebarEntry } from "./sidebar-entry";

interface ProductNavigationProps {
  projectId: string;
  /** The role of the signed-in person. Pages that this role may not open are hidden. */
  role: Role;
  /** The path segment of the current page. */
  segment: string | null;
}

/** The links to the pages of a product, including pages of the host application. */
export function ProductNavigation({ projectId, role, segment }: ProductNavigationProps) {
  return (
    <nav aria-label="Product" className="flex flex-col gap-4">
      {NAVIGATION.map(({ heading, entries }) => (
        <div key={heading} className="flex flex-col gap-1">
          {heading && (
            <h2 className="px-2 font-medium text-muted text-xs tracking-wide">{heading}</h2>
          )}
          <ul aria-label={heading ?? undefined} className="flex flex-col gap-0.5">
            {entries
              .filter(({ mayOpen }) => mayOpen?.(role) ?? true)
              .map((entry) => (
                <li key={entry.label}>
                  <SidebarEntry
                    {...entry}
                    projectId={projectId}
                    isCurrent={entry.segment !== null && entry.segment === segment}
                  />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
