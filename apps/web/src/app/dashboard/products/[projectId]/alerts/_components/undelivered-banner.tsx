import { OctagonAlert } from "lucide-react";
import { channelName } from "@/app/dashboard/_budgets/channel-name";
import { Button } from "@/components/form/button";
import { ProblemNote } from "@/components/form/problem-note";
import { Card } from "@/components/layout/card";
import { formatCount } from "@/lib/format";
import { formatInstant } from "@/lib/format-time";
import { useAttempt } from "@/trpc/use-attempt";
import { receiverName } from "./deliveries";
import type { Undelivered } from "./undelivered";

interface UndeliveredBannerProps {
  undelivered: Undelivered;
  /** Null when the signed-in person may only read. The promise rejects when the server refuses. */
  onResend: ((undelivered: Undelivered) => Promise<unknown>) | null;
  asOf: string;
}

/** Says which alerts did not arrive, why, and who received them all the same. */
export function UndeliveredBanner({ undelivered, onResend, asOf }: UndeliveredBannerProps) {
  const { isPending, problem, attempt } = useAttempt();
  const { alerts, message, channel, received, resendable } = undelivered;
  const others = [...new Set(received.map((one) => receiverName(one)))];
  return (
    <Card
      aria-label="Undelivered alerts"
      tone="danger"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4 text-sm"
    >
      <p className="flex items-center gap-1.5 font-semibold text-danger">
        <OctagonAlert aria-hidden="true" className="size-4 shrink-0" />
        {alerts.length === 1
          ? "One alert was not delivered"
          : `${formatCount(alerts.length, "alert")} were not delivered`}
      </p>
      <p className="wrap-anywhere min-w-0">
        {channelName(channel)}: {message.reason ?? "the messages did not arrive"}
        {message.state === "retrying" && message.nextAttemptAt
          ? `. The next attempt is at ${formatInstant(message.nextAttemptAt, asOf)} UTC.`
          : ". It is not tried again by itself."}
        {others.length > 0 && ` Received by ${others.join(", ")}.`}
      </p>
      {onResend && resendable.length > 0 && (
        <Button
          className="ml-auto"
          disabled={isPending}
          onClick={() => attempt(() => onResend(undelivered))}
        >
          {isPending ? "Sending…" : "Retry now"}
        </Button>
      )}
      {problem && <ProblemNote problem={problem} />}
    </Card>
  );
}
