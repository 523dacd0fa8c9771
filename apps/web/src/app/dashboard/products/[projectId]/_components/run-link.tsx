import Link from "next/link";
import { ShortId } from "@/components/figure/short-id";

interface RunLinkProps {
  projectId: string;
  runId: string;
  /** The sender's own id of the run, which is its name; null when the sender gave none. */
  externalId: string | null;
}

/** A link to a pipeline run, labelled with its name, or with the end of its id when it has no name. */
export function RunLink({ projectId, runId, externalId }: RunLinkProps) {
  return (
    <Link
      href={`/dashboard/products/${projectId}/pipelines/${runId}`}
      prefetch={false}
      title={externalId === null ? undefined : `${externalId}, ${runId}`}
      className="inline-block min-w-0 text-accent underline decoration-transparent underline-offset-2 hover:decoration-current"
    >
      {externalId === null ? (
        <>
          <span className="sr-only">Run </span>
          <ShortId id={runId} />
        </>
      ) : (
        <span className="wrap-anywhere line-clamp-2">{externalId}</span>
      )}
    </Link>
  );
}
