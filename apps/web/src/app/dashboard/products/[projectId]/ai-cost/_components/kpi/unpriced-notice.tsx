import Link from "next/link";
import { productPath } from "@/app/dashboard/_shell/navigation";
import { Notice } from "@/components/feedback/notice";
import { formatCount } from "@/lib/format";

/** Explains why totals say "at least", and links to the page where prices are set. */
export function UnpricedNotice({ count, projectId }: { count: number; projectId: string }) {
  return (
    <Notice>
      {formatCount(count, "charge")} of this month {count === 1 ? "has" : "have"} no known cost yet,
      because the price or the tokens are unknown, so the totals say “at least”.{" "}
      <Link
        href={productPath(projectId, "prices")}
        className="whitespace-nowrap text-accent underline underline-offset-2"
      >
        See the models
      </Link>
    </Notice>
  );
}
