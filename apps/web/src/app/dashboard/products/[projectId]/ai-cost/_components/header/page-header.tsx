import { addMonths } from "@ai-cost/domain";
import Link from "next/link";
import type { ReactNode } from "react";
import { productPath } from "@/app/dashboard/_shell/navigation";
import { buttonLook } from "@/components/form/button";
import { formatDay } from "@/lib/format-time";

interface PageHeaderProps {
  /** The product. Its name is visible only in print, which has no breadcrumb. */
  project: { projectId: string; name: string };
  /** The month on screen, `YYYY-MM`. */
  month: string;
  isCurrentMonth: boolean;
  monthSwitcher: ReactNode;
  freshness: ReactNode;
}

export function PageHeader(props: PageHeaderProps) {
  const { project, month, isCurrentMonth, monthSwitcher, freshness } = props;
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <h1 className="font-semibold text-xl tracking-tight">
        <span className="wrap-anywhere hidden print:inline">{project.name}: </span>
        AI Cost & Budget
      </h1>
      <div className="flex flex-wrap items-center gap-x-3 text-muted text-sm max-lg:order-last max-lg:basis-full lg:ml-auto">
        <span className="-ml-2 text-ink sm:ml-0">{monthSwitcher}</span>
        <span className="flex items-center gap-x-2">
          <span title="Days and months are those of UTC" className="lg:min-w-28 lg:text-right">
            UTC
            {isCurrentMonth && `, resets ${formatDay(`${addMonths(month, 1)}-01`)}`}
          </span>
          {freshness}
        </span>
      </div>
      <Link
        href={productPath(project.projectId, "send-usage")}
        className={buttonLook({ variant: "secondary" })}
      >
        Send usage
      </Link>
    </header>
  );
}
