import Link from "next/link";
import { ShortId } from "@/components/figure/short-id";

/** A link to a pipeline run, labelled with the end of the run's id. */
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
