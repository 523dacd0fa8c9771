import { CircleCheck } from "lucide-react";
import { Notice } from "@/components/feedback/notice";
import type { Charge } from "../../ai-cost/outputs";
import { ArrivedCharge, type ArrivedChargeProps } from "./arrived-charge";

interface AwaitedChargeProps extends Pick<ArrivedChargeProps, "spendTarget"> {
  /** Whether the product has no charges yet. */
  isFirst: boolean;
  /** The first charge that arrived since the page was rendered; null until then. */
  arrived: Charge | null;
  /** The number of charges that have arrived since the page was rendered. */
  arrivedCount: number;
  /**
   * Whether a key has been used since the page was rendered, which means that requests arrive even if
   * no charge does.
   */
  isKeyUsed: boolean;
  /** Whether the last query for new charges failed. */
  hasFailed: boolean;
}

/** Shows whether usage arrives: a waiting message, or the first charge. */
export function AwaitedCharge(props: AwaitedChargeProps) {
  const { isFirst, arrived, arrivedCount, isKeyUsed, hasFailed, spendTarget } = props;
  return (
    <>
      <p role="status" className="flex items-center gap-2 font-medium">
        {arrived ? (
          <>
            <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-ok" />
            {isFirst ? "The first event has arrived." : "A new event has arrived."}
          </>
        ) : (
          <>
            <Pulse />
            {isFirst ? "Waiting for the first event…" : "Waiting for the next event…"}
          </>
        )}
      </p>
      {arrived ? (
        <ArrivedCharge charge={arrived} count={arrivedCount} spendTarget={spendTarget} />
      ) : (
        <WaitingHint isKeyUsed={isKeyUsed} hasFailed={hasFailed} />
      )}
    </>
  );
}

/** A dot that pulses to show activity. It is not animated when the person prefers reduced motion. */
function Pulse() {
  return (
    <span aria-hidden="true" className="relative flex size-2 shrink-0">
      <span className="absolute size-full rounded-full bg-accent opacity-60 motion-safe:animate-ping" />
      <span className="painted size-2 rounded-full bg-accent" />
    </span>
  );
}

function WaitingHint({ isKeyUsed, hasFailed }: { isKeyUsed: boolean; hasFailed: boolean }) {
  if (hasFailed)
    return (
      <Notice tone="warning">
        The server is not responding at the moment. No data is lost; this page keeps trying.
      </Notice>
    );
  if (isKeyUsed)
    return (
      <Notice>
        A key of this product was used, but no new model call has arrived. Metrics and agent spans
        without model calls are accepted, but not counted; a call that was sent before counts only
        once.
      </Notice>
    );
  return (
    <p className="text-muted text-sm">
      The first model call appears here within seconds. You do not need to reload.
    </p>
  );
}
