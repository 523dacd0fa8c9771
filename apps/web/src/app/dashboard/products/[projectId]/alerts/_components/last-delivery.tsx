import { CircleCheck, CircleX, Clock, type LucideIcon, RefreshCw } from "lucide-react";
import type { Channel, Delivery } from "../outputs";
import { deliveryDetails, deliveryTitle } from "./delivery-text";

interface Look {
  icon: LucideIcon;
  colour: string;
}

/** How each state of a message looks, here and in the table of sent alerts. */
export const DELIVERY_LOOKS: Readonly<Record<Delivery["state"], Look>> = {
  waiting: { icon: Clock, colour: "text-muted" },
  retrying: { icon: RefreshCw, colour: "text-warning" },
  delivered: { icon: CircleCheck, colour: "text-ok" },
  givenUp: { icon: CircleX, colour: "text-danger" },
};

/** What became of the last message of a channel. Screen readers hear it when it changes. */
export function LastDelivery({ channel, asOf }: { channel: Channel; asOf: string }) {
  const { lastDelivery } = channel;
  return (
    <div role="status" className="mt-auto border-line border-t pt-3 text-sm">
      {lastDelivery ? <Outcome delivery={lastDelivery} asOf={asOf} /> : <Nothing />}
    </div>
  );
}

const Nothing = () => <p className="text-muted">Nothing was sent yet.</p>;

function Outcome({ delivery, asOf }: { delivery: Delivery; asOf: string }) {
  const { icon: Icon, colour } = DELIVERY_LOOKS[delivery.state];
  return (
    <>
      <p className={`flex items-center gap-1.5 font-medium ${colour}`}>
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        {deliveryTitle(delivery)}
      </p>
      <p className="wrap-anywhere mt-0.5 text-muted text-xs tabular-nums">
        {deliveryDetails(delivery, asOf)}
      </p>
    </>
  );
}
