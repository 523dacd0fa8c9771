import Link from "next/link";
import { classNames } from "@/components/class-names";
import { CostLink } from "./cost-link";
import { COST_SEGMENT, type NavigationEntry, productPath } from "./navigation";

const LOOK = "flex h-8 items-center gap-2 rounded-base px-2 text-sm";

interface SidebarEntryProps extends NavigationEntry {
  projectId: string;
  isCurrent: boolean;
}

export function SidebarEntry({
  label,
  icon: Icon,
  segment,
  projectId,
  isCurrent,
}: SidebarEntryProps) {
  const content = (
    <>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <span className="truncate">{label}</span>
    </>
  );
  if (segment === null) return <HostEntry>{content}</HostEntry>;
  const className = classNames(
    LOOK,
    isCurrent
      ? "bg-accent-soft font-medium text-accent-strong"
      : "text-muted hover:bg-sunken hover:text-ink",
  );
  // On the cost page itself the entry leads to its plain view.
  if (segment === COST_SEGMENT && !isCurrent)
    return (
      <CostLink projectId={projectId} className={className}>
        {content}
      </CostLink>
    );
  return (
    <Link
      href={productPath(projectId, segment)}
      aria-current={isCurrent ? "page" : undefined}
      className={className}
    >
      {content}
    </Link>
  );
}

/**
 * An entry for a page of the host application. It is disabled, but focusable, so that keyboard and
 * screen-reader users can read why.
 */
function HostEntry({ children }: { children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useValidAnchor: a disabled link has no address in the ARIA pattern.
    <a
      role="link"
      aria-disabled="true"
      tabIndex={0}
      title="Part of the host application"
      className={classNames(LOOK, "cursor-default text-muted")}
    >
      {children} <span className="sr-only">(part of the host application)</span>
      <span aria-hidden="true" className="ml-auto shrink-0 text-xs">
        host app
      </span>
    </a>
  );
}
