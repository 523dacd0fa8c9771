import { CircleCheck } from "lucide-react";
import { Notice } from "@/components/feedback/notice";
import type { Charge } from "../../ai-cost/outputs";
import { ArrivedCharge, type ArrivedChargeProps } from "./arrived-charge";

interface AwaitedChargeProps extends Pick<ArrivedChargeProps, "wayToSpend"> {
  /** Whether the product has none yet. */
  isFirst: boolean;
  /** The first that came since the page was opened; null while it is waited for. */
  arrived: Charge | null;
  /** How many have come since. */
  arrivedCount: number;
  /** Whether a key was used since, so that something does arrive. */
  isHeard: boolean;
  /** Whether the last time that the server was asked, it did not answer. */
  hasFailed: boolean;
}

/** What has come of the lines above: nothing yet, or the first charge. */
export function AwaitedCharge(props: AwaitedChargeProps) {
  const { isFirst, arrived, arrivedCount, isHeard, hasFailed, wayToSpend } = props;
  return (
    <>
      <p role="status" className="flex items-center gap-2 font-medium">
        {arrived ? (
          <>
            <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-ok" />
            {isFirst ? "The first event is here." : "A new event is here."}
          </>
        ) : (
          <>
            <Pulse />
            {isFirst ? "Waiting for the first event…" : "Waiting for the next event…"}
          </>
        )}
      </p>
      {arrived ? (
        <ArrivedCharge charge={arrived} count={arrivedCount} wayToSpend={wayToSpend} />
      ) : (
        <WaitingHint isHeard={isHeard} hasFailed={hasFailed} />
      )}
    </>
  );
}

/** A dot that says that something goes on; still under reduced motion. */
function Pulse() {
  return (
    <span aria-hidden="true" className="relative flex size-2 shrink-0">
      <span className="absolute size-full rounded-full bg-accent opacity-60 motion-safe:animate-ping" />
      <span className="painted size-2 rounded-full bg-accent" />
    </span>
  );
}

function WaitingHint({ isHeard, hasFailed }: { isHeard: boolean; hasFailed: boolean }) {
  if (hasFailed)
    return (
      <Notice tone="warning">
        The server does not answer just now. What was recorded stays; this page goes on asking.
      </Notice>
    );
  if (isHeard)
    return (
      <Notice>
        Something came with a key of this product, but no new call to a model. Metrics, and spans of
        agents without their calls, are taken and not counted; a call that was sent before counts
        once.
      </Notice>
    );
  return (
    <p className="text-muted text-sm">
      Nothing to press: it shows here within seconds of the first call to a model.
    </p>
  );
}
