import Link from "next/link";
import { ShortId } from "@/components/figure/short-id";

/** A pipeline run by the telling end of its id; leads to the run's page. */
export function RunLink({ projectId, runId }: { projectId: string; runId: string }) {
  return (
    <Link
      href={`/dashboard/products/${projectId}/pipelines/${runId}`}
      prefetch={false}
      className="inline-block text-accent underline decoration-transparent underline-offset-2 hover:decoration-current"
    >
      <span className="sr-only">Run </span>
      <ShortId id={runId} />
    </Link>
  );
}
