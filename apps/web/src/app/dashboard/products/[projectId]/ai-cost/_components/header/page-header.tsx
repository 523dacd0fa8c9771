import type { ReactNode } from "react";

interface PageHeaderProps {
  /** The name of the product, which is visible only in print, because paper has no breadcrumb. */
  productName: string;
  compareSwitch: ReactNode;
  monthPicker: ReactNode;
  exportMenu: ReactNode;
  filters: ReactNode;
  freshness: ReactNode;
}

/** The title, the month and everything that the whole page follows. */
export function PageHeader(props: PageHeaderProps) {
  const { productName, compareSwitch, monthPicker, exportMenu, filters, freshness } = props;
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="mr-auto font-semibold text-xl tracking-tight">
          <span className="wrap-anywhere hidden print:inline">{productName}: </span>
          AI Cost & Budget
        </h1>
        <div className="flex flex-wrap items-center gap-x-3 max-sm:order-last max-sm:basis-full max-sm:justify-between">
          {compareSwitch}
          {monthPicker}
        </div>
        {exportMenu}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        {filters}
        <div className="flex items-center gap-x-1 text-muted text-sm">
          <span title="Days and months are those of UTC">UTC</span>
          {freshness}
        </div>
      </div>
    </header>
  );
}
