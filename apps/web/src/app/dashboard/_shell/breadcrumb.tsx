import Link from "next/link";
import { Fragment } from "react";

export interface Crumb {
  label: string;
  /** Absent for where the reader is, and for what has no page here. */
  href?: string;
}

/** The way from all products to this page; a narrow screen shows its end. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-2 text-sm">
        {crumbs.map(({ label, href }, index) => {
          const isLast = index === crumbs.length - 1;
          const isFirst = index === 0 && !isLast;
          return (
            <Fragment key={label}>
              <li className={isFirst ? "hidden shrink-0 sm:block" : "min-w-0 truncate"}>
                {href ? (
                  <Link href={href} className="text-muted hover:text-ink">
                    {label}
                  </Link>
                ) : (
                  <span
                    aria-current={isLast ? "page" : undefined}
                    className={isLast ? "font-medium" : "text-muted"}
                  >
                    {label}
                  </span>
                )}
              </li>
              {!isLast && (
                <li
                  aria-hidden="true"
                  className={isFirst ? "hidden text-muted sm:block" : "text-muted"}
                >
                  /
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
