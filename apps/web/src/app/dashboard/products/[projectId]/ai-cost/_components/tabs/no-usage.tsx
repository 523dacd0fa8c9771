import dynamic from "next/dynamic";
import type { SendUsageProps } from "@/app/dashboard/products/[projectId]/send-usage/send-usage";
import { Skeleton } from "@/components/feedback/skeleton";

/**
 * The setup instructions. Their code is loaded only when this panel is shown, because most visits do not
 * need it.
 */
const SendUsage = dynamic(
  () =>
    import("@/app/dashboard/products/[projectId]/send-usage/send-usage").then(
      (module) => module.SendUsage,
    ),
  {
    loading: () => <Skeleton label="Loading how to send usage" className="min-h-96" />,
  },
);

interface NoUsageProps extends Omit<SendUsageProps, "knownChargeIds"> {
  /** A sentence that says what this panel will show. */
  title: string;
}

const NO_CHARGES: readonly string[] = [];

/** The content of a panel before the first charge: what will appear here, and how to send usage. */
export function NoUsage({ title, ...sendUsage }: NoUsageProps) {
  return (
    <div className="flex flex-col gap-4 p-4">
      <p>
        <span className="font-medium">Nothing has been recorded for this product yet.</span>{" "}
        <span className="text-muted">{title}</span>
      </p>
      <SendUsage {...sendUsage} knownChargeIds={NO_CHARGES} />
      <ImportHint projectId={sendUsage.project.projectId} />
    </div>
  );
}

/** The command that imports usage from a file. */
function ImportHint({ projectId }: { projectId: string }) {
  return (
    <p className="text-muted text-sm">
      To import usage from a CSV file, run this command where the server runs:{" "}
      <code className="wrap-anywhere text-ink text-xs">
        npm run import -- FILE --project {projectId}
      </code>
    </p>
  );
}
