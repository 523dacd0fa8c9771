import dynamic from "next/dynamic";
import { Skeleton } from "@/components/feedback/skeleton";
import type { SendUsageProps } from "../../../send-usage/send-usage";

/** Of use once in a product's life, so no other visit loads it. */
const SendUsage = dynamic(
  () => import("../../../send-usage/send-usage").then((room) => room.SendUsage),
  {
    loading: () => <Skeleton label="Reading how to send usage" className="min-h-96" />,
  },
);

interface NoUsageProps extends Omit<SendUsageProps, "knownChargeIds"> {
  /** What will be here, as a sentence. */
  title: string;
}

const NO_CHARGES: readonly string[] = [];

/** Before the first charge: what will stand here, and how to send some. */
export function NoUsage({ title, ...sending }: NoUsageProps) {
  return (
    <div className="flex flex-col gap-4 p-4">
      <p>
        <span className="font-medium">Nothing has been recorded for this product yet.</span>{" "}
        <span className="text-muted">{title}</span>
      </p>
      <SendUsage {...sending} knownChargeIds={NO_CHARGES} />
      <ImportHint projectId={sending.project.projectId} />
    </div>
  );
}

/** For usage that is in a file already. */
function ImportHint({ projectId }: { projectId: string }) {
  return (
    <p className="text-muted text-sm">
      Usage that is in a CSV file already is loaded where the server runs, by{" "}
      <code className="wrap-anywhere text-ink text-xs">
        npm run import -- FILE --project {projectId}
      </code>
      .
    </p>
  );
}
