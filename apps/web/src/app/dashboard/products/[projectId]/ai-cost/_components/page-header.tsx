import { addMonths } from "@ai-cost/domain";
import type { ReactNode } from "react";
import { formatDay } from "@/lib/format-time";

interface PageHeaderProps {
  /** Said on paper, where no breadcrumb is. */
  productName: string;
  /** The shown one, `YYYY-MM`. */
  month: string;
  isCurrentMonth: boolean;
  monthSwitcher: ReactNode;
  freshness: ReactNode;
}

export function PageHeader(props: PageHeaderProps) {
  const { productName, month, isCurrentMonth, monthSwitcher, freshness } = props;
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
      <h1 className="font-semibold text-xl tracking-tight">
        <span className="wrap-anywhere hidden print:inline">{productName}: </span>
        AI Cost & Budget
      </h1>
      <div className="flex flex-wrap items-center gap-x-3 text-muted text-sm">
        <span className="-ml-2 text-ink sm:ml-0">{monthSwitcher}</span>
        <span className="flex items-center gap-x-2">
          <span title="Days and months are those of UTC" className="lg:min-w-28 lg:text-right">
            UTC
            {isCurrentMonth && `, resets ${formatDay(`${addMonths(month, 1)}-01`)}`}
          </span>
          {freshness}
        </span>
      </div>
    </header>
  );
}
