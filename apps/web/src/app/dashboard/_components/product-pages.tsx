import Link from "next/link";
import { createParser } from "nuqs/server";

/** The most products of each list on a page. */
const PAGE_PRODUCTS = 100;
const MAX_PAGE = 10_000;

/** The number of a page, from 1. Anything else in the URL is the first page. */
export const parseAsPage = createParser({
  parse: (text) => {
    const page = Number(text);
    return Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : null;
  },
  serialize: String,
}).withDefault(1);

interface ProductPagesProps {
  page: number;
  /** The number of products in the longer list. */
  count: number;
}

/** Links to the other pages of the products; nothing when one page is enough. */
export function ProductPages({ page, count }: ProductPagesProps) {
  const pages = Math.ceil(count / PAGE_PRODUCTS);
  if (pages <= 1 && page === 1) return null;
  return (
    <nav aria-label="Pages" className="flex justify-between text-sm">
      {page > 1 ? <PageLink page={page - 1} label="Previous products" /> : <span />}
      <span className="text-muted">
        Page {page} of {Math.max(pages, 1)}
      </span>
      {page < pages ? <PageLink page={page + 1} label="More products" /> : <span />}
    </nav>
  );
}

const PageLink = ({ page, label }: { page: number; label: string }) => (
  <Link
    href={page === 1 ? "/dashboard" : `/dashboard?page=${page}`}
    className="text-accent hover:underline"
  >
    {label}
  </Link>
);
