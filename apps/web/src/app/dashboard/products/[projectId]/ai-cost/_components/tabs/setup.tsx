import Link from "next/link";
import { productPath } from "@/app/dashboard/_shell/navigation";
import {
  SendUsage,
  type SendUsageProps,
} from "@/app/dashboard/products/[projectId]/send-usage/send-usage";

export type SetupProps = Omit<SendUsageProps, "knownChargeIds">;

const NO_CHARGES: readonly string[] = [];

/**
 * How to send usage, for a product that had none when the page was opened. It stays when the first charge
 * arrives, because it can show a new key, which is shown only once. The person closes it.
 */
export function Setup(setup: SetupProps) {
  return (
    <div className="flex flex-col gap-4 p-4">
      <SendUsage {...setup} knownChargeIds={NO_CHARGES} />
      <p className="text-muted text-sm">
        For usage of the past,{" "}
        <Link
          href={productPath(setup.project.projectId, "send-usage/import")}
          className="text-accent underline underline-offset-2"
        >
          import a file
        </Link>
        : an export of a provider or a tool, a transcript, a bill, or a CSV file.
      </p>
    </div>
  );
}
