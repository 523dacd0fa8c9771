import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/class-names";
import { CostLink } from "./cost-link";
import { COST_SEGMENT, type NavigationEntry, productPath } from "./navigation";

const LOOK = "flex h-8 items-center gap-2 rounded-base px-2 text-sm pointer-coarse:h-11";
const LINK_LOOK = "text-muted hover:bg-sunken hover:text-ink";

interface SidebarEntryProps {
  entry: NavigationEntry;
  projectId: string;
  /** The address of the host application; null when it is not known. */
  hostAppUrl: string | null;
  isCurrent: boolean;
  /** What is wrong on the page, for a mark; null when nothing is. */
  problem: string | null;
}

export function SidebarEntry({
  entry,
  projectId,
  hostAppUrl,
  isCurrent,
  problem,
}: SidebarEntryProps) {
  const { label, icon: Icon, segment } = entry;
  const content = (
    <>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <span className="truncate">{label}</span>
      {problem && (
        <>
          <CircleAlert aria-hidden="true" className="ml-auto size-4 shrink-0 text-danger" />
          <span className="sr-only">: {problem}</span>
        </>
      )}
    </>
  );
  const className = classNames(
    LOOK,
    isCurrent ? "bg-accent-soft font-medium text-accent-strong" : LINK_LOOK,
  );
  // On the cost page itself the entry leads to its plain view.
  if (segment === COST_SEGMENT && !isCurrent)
    return (
      <CostLink projectId={projectId} className={className}>
        {content}
      </CostLink>
    );
  if (segment !== null)
    return (
      <Link
        href={productPath(projectId, segment)}
        aria-current={isCurrent ? "page" : undefined}
        className={className}
      >
        {content}
      </Link>
    );
  if (hostAppUrl !== null)
    return (
      <a href={hostAppUrl} className={className}>
        {content}
      </a>
    );
  return <span className={classNames(LOOK, "text-muted")}>{content}</span>;
}
