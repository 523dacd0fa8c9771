import { EmptyState } from "@/components/empty-state";

interface NoUsageProps {
  /** What will be here, as a sentence. */
  title: string;
  projectId: string;
}

/** Before the first charge: what will stand here, and how to send some. */
export function NoUsage({ title, projectId }: NoUsageProps) {
  return (
    <EmptyState title={title}>
      <p>
        Nothing has been recorded for this product yet. Import a file of usage from the folder that
        the server runs in:
      </p>
      <pre className="wrap-anywhere my-2 whitespace-pre-wrap rounded-base border border-line bg-sunken px-3 py-2 text-left text-ink text-xs">
        <code>{importCommandOf(projectId)}</code>
      </pre>
      <p>
        A service records each call as it happens with <code>recordUsage</code> of{" "}
        <code>@ai-cost/ledger</code>.
      </p>
    </EmptyState>
  );
}

const importCommandOf = (projectId: string): string =>
  [
    "npm run import -- usage.csv",
    `--project ${projectId}`,
    "--time TIMESTAMP --input-tokens INPUT --output-tokens OUTPUT",
    "--input-price 3 --output-price 15",
  ].join(" \\\n  ");
