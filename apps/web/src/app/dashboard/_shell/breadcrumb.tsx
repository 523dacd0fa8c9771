import Link from "next/link";
import { Fragment } from "react";

export interface Crumb {
  label: string;
  /** The address of the crumb's page; absent for the current page and for a crumb without a page of its own. */
  href?: string;
}

/**
 * The path from the list of all products to the current page. On a phone it shows only the product,
 * because the heading already contains the name of the page.
 */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-2 text-sm">
        {crumbs.map((crumb, index) => {
          const isLast = index === crumbs.length - 1;
          const isProduct = index === Math.min(1, crumbs.length - 1);
          return (
            <Fragment key={crumb.href ?? crumb.label}>
              <li className={isProduct ? "min-w-0 truncate" : "shrink-0 max-sm:hidden"}>
                <CrumbText {...crumb} isLast={isLast} />
              </li>
              {!isLast && (
                <li aria-hidden="true" className="text-muted max-sm:hidden">
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

function CrumbText({ label, href, isLast }: Crumb & { isLast: boolean }) {
  if (href)
    return (
      <Link href={href} className="block truncate text-muted hover:text-ink">
        {label}
      </Link>
    );
  return (
    <span
      aria-current={isLast ? "page" : undefined}
      className={isLast ? "font-medium" : "text-muted"}
    >
      {label}
    </span>
  );
}
