import Link from "next/link";
import { Notice } from "@/components/feedback/notice";
import { formatCount } from "@/lib/format";
import { productPath } from "../../../../../_shell/navigation";

/** Why the totals say "at least", and where a price is set. */
export function UnpricedNotice({ count, projectId }: { count: number; projectId: string }) {
  return (
    <Notice>
      {formatCount(count, "charge")} of this month {count === 1 ? "has" : "have"} no known price
      yet: the tokens are counted, the cost is not, so the totals say “at least”.{" "}
      <Link
        href={productPath(projectId, "prices")}
        className="whitespace-nowrap text-accent underline underline-offset-2"
      >
        See the models
      </Link>
    </Notice>
  );
}
