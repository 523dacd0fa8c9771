import type { Role } from "@ai-cost/domain";
import { ALERTS_SEGMENT, NAVIGATION, type NavigationEntry } from "./navigation";
import { SidebarEntry } from "./sidebar-entry";

interface ProductNavigationProps {
  projectId: string;
  /** The role of the signed-in person. Pages that this role may not open are hidden. */
  role: Role;
  /** The path segment of the current page. */
  segment: string | null;
  /** The address of the host application; null when it is not known. */
  hostAppUrl: string | null;
  /** Whether alerts of the product do not arrive. */
  hasAlertProblem: boolean;
}

/** The links to the pages of a product, including pages of the host application. */
export function ProductNavigation({
  projectId,
  role,
  segment,
  hostAppUrl,
  hasAlertProblem,
}: ProductNavigationProps) {
  const isShown = (entry: NavigationEntry) =>
    entry.segment === null
      ? hostAppUrl !== null || entry.withoutHost === "text"
      : (entry.mayOpen?.(role) ?? true);
  return (
    <nav aria-label="Product" className="flex flex-col gap-4">
      {NAVIGATION.map(({ heading, entries }) => (
        <div key={heading} className="flex flex-col gap-1">
          {heading && (
            <h2 className="px-2 font-medium text-muted text-xs tracking-wide">{heading}</h2>
          )}
          <ul aria-label={heading ?? undefined} className="flex flex-col gap-0.5">
            {entries.filter(isShown).map((entry) => (
              <li key={entry.label}>
                <SidebarEntry
                  entry={entry}
                  projectId={projectId}
                  hostAppUrl={hostAppUrl}
                  problem={
                    hasAlertProblem && entry.segment === ALERTS_SEGMENT
                      ? "some were not delivered"
                      : null
                  }
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
