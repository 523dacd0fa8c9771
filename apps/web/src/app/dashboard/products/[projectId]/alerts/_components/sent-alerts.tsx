import { CircleMinus } from "lucide-react";
import { classNames } from "@/components/class-names";
import { EmptyState } from "@/components/feedback/empty-state";
import { Instant } from "@/components/figure/instant";
import { Button } from "@/components/form/button";
import { ProblemNote } from "@/components/form/problem-note";
import { OlderRows, type PagesQuery } from "@/components/table/older-rows";
import { Cell, Row, RowHeader, Table } from "@/components/table/table";
import { formatInstant } from "@/lib/format-time";
import { useAttempt } from "@/trpc/use-attempt";
import type { Alert } from "../outputs";
import { ALERT_KINDS } from "./alert-kinds";
import { alertText, UNSENT_TEXTS } from "./alert-text";
import { type ChannelDelivery, deliveriesOf } from "./deliveries";
import { DELIVERY_LOOKS } from "./last-delivery";

const COLUMNS = [
  { label: "Time, UTC" },
  { label: "Alert" },
  { label: "Message" },
  { label: "Delivery" },
  { label: "Actions", hidden: true },
] as const;

interface SentAlertsProps {
  alerts: readonly Alert[];
  /** Whether these are still the alerts of the previous filters. */
  isDimmed: boolean;
  /** Clears the filters; null when there are none. */
  onClear: (() => void) | null;
  /** Null when the signed-in person may only read. The promise rejects when the server refuses. */
  onResend: ((alert: Alert) => Promise<unknown>) | null;
  asOf: string;
  /** The query of the rows, which can load older ones. */
  older: PagesQuery;
}

/** The alerts of the product, newest first, and who received them. */
export function SentAlerts({ alerts, isDimmed, onClear, onResend, asOf, older }: SentAlertsProps) {
  if (alerts.length === 0 && onClear)
    return (
      <EmptyState title="No alert matches.">
        <Button onClick={onClear}>Clear the filters</Button>
      </EmptyState>
    );
  if (alerts.length === 0)
    return (
      <EmptyState title="No alert was sent yet.">
        The first one comes when a budget reaches one of its percentages, or when the month is
        expected to end above its limit. Send test shows now whether a channel works.
      </EmptyState>
    );
  return (
    <div aria-busy={isDimmed} className={classNames(isDimmed && "opacity-50")}>
      <Table caption="Sent alerts, newest first" columns={COLUMNS}>
        {alerts.map((alert) => (
          <AlertRow key={alert.alertId} alert={alert} onResend={onResend} asOf={asOf} />
        ))}
      </Table>
      <OlderRows query={older} label="Show older alerts" subject="older alerts" />
    </div>
  );
}

interface AlertRowProps extends Pick<SentAlertsProps, "onResend" | "asOf"> {
  alert: Alert;
}

function AlertRow({ alert, onResend, asOf }: AlertRowProps) {
  const { isPending, problem, attempt } = useAttempt();
  const text = alertText(alert);
  return (
    <Row>
      <Cell className="text-muted">
        <Instant at={alert.at} asOf={asOf} />
      </Cell>
      <Cell className="whitespace-nowrap">{ALERT_KINDS[alert.kind].label}</Cell>
      <RowHeader phone="full" className="wrap-anywhere @max-2xl/table:-order-1">
        {text}
      </RowHeader>
      <Cell phone="full">
        <Deliveries alert={alert} asOf={asOf} />
        {problem && <ProblemNote problem={problem} />}
      </Cell>
      <Cell align="right">
        {onResend && alert.isResendable && (
          <Button
            size="small"
            aria-label={`Send again: ${text}`}
            disabled={isPending}
            onClick={() => attempt(() => onResend(alert))}
          >
            {isPending ? "Sending…" : "Send again"}
          </Button>
        )}
      </Cell>
    </Row>
  );
}

function Deliveries({ alert, asOf }: { alert: Alert; asOf: string }) {
  const deliveries = deliveriesOf(alert);
  if (deliveries.length === 0)
    return (
      <span className="flex items-center gap-1.5 text-muted text-xs">
        <CircleMinus aria-hidden="true" className="size-3.5 shrink-0" />
        {alert.unsentReason ? UNSENT_TEXTS[alert.unsentReason] : "Deliveries are kept for 90 days"}
      </span>
    );
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
      {deliveries.map((delivery) => (
        <li key={delivery.channelId} className="min-w-0">
          <DeliveryMark delivery={delivery} asOf={asOf} />
        </li>
      ))}
    </ul>
  );
}

const STATE_WORDS = {
  delivered: "",
  waiting: " is being sent",
  retrying: " trying again",
  givenUp: " failed",
} as const;

function DeliveryMark({ delivery, asOf }: { delivery: ChannelDelivery; asOf: string }) {
  const { name, worst, recipients } = delivery;
  const { icon: Icon, colour } = DELIVERY_LOOKS[worst.state];
  const isFailing = worst.state === "retrying" || worst.state === "givenUp";
  const next =
    worst.state === "retrying" && worst.nextAttemptAt
      ? `, next ${formatInstant(worst.nextAttemptAt, asOf)} UTC`
      : "";
  return (
    <>
      <span
        className={`inline-flex items-center gap-1 ${isFailing ? `font-medium ${colour}` : "text-muted"}`}
      >
        <Icon aria-hidden="true" className={`size-3.5 shrink-0 ${colour}`} />
        <bdi className="wrap-anywhere">
          {name}
          {recipients > 1 && ` (${recipients})`}
        </bdi>
        {worst.state === "delivered" ? (
          <span className="sr-only"> delivered</span>
        ) : (
          STATE_WORDS[worst.state]
        )}
      </span>
      {isFailing && worst.reason && (
        <span className="wrap-anywhere block text-muted">
          {worst.reason}, attempt {worst.attempt} of {worst.maxAttempts}
          {next}
        </span>
      )}
    </>
  );
}
