import dynamic from "next/dynamic";
import Link from "next/link";
import { productPath } from "@/app/dashboard/_shell/navigation";
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

/** Where usage of the past comes from. */
function ImportHint({ projectId }: { projectId: string }) {
  return (
    <p className="text-muted text-sm">
      For usage of the past,{" "}
      <Link
        href={productPath(projectId, "send-usage/import")}
        className="text-accent underline underline-offset-2"
      >
        import a file
      </Link>
      : an export of a provider or a tool, a transcript, a bill, or a CSV file.
    </p>
  );
}
