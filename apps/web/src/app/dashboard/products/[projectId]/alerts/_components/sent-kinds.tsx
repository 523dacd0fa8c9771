import { Check, Minus } from "lucide-react";
import { useState } from "react";
import { channelName } from "@/app/dashboard/_budgets/channel-name";
import { ProblemNote } from "@/components/form/problem-note";
import { Card, CardHeader } from "@/components/layout/card";
import { useAttempt } from "@/trpc/use-attempt";
import type { AlertKind, Channel } from "../outputs";
import { ALERT_KIND_NAMES, ALERT_KINDS } from "./alert-kinds";

interface SentKindsProps {
  channels: readonly Channel[];
  /** Null when the signed-in person may only read. The promise rejects when the server refuses. */
  onChoose: ((channel: Channel, alertKinds: AlertKind[]) => Promise<unknown>) | null;
}

/** Which channel gets which kind of alert. With many channels the table scrolls sideways. */
export function SentKinds({ channels, onChoose }: SentKindsProps) {
  const { isPending, problem, attempt } = useAttempt();
  /** The choice that is being saved, which is shown at once. */
  const [saving, setSaving] = useState<{ channelId: string; alertKinds: AlertKind[] } | null>(null);
  const kindsOf = ({ channelId, alertKinds }: Channel) =>
    saving?.channelId === channelId ? saving.alertKinds : alertKinds;
  const choose = async (channel: Channel, kind: AlertKind) => {
    if (!onChoose) return;
    const alertKinds = channel.alertKinds.includes(kind)
      ? channel.alertKinds.filter((other) => other !== kind)
      : [...channel.alertKinds, kind];
    setSaving({ channelId: channel.channelId, alertKinds });
    await attempt(() => onChoose(channel, alertKinds));
    setSaving(null);
  };
  return (
    <Card aria-labelledby="sent-kinds" className="overflow-hidden">
      <CardHeader titleId="sent-kinds" title="What is sent" />
      {problem && (
        <div className="px-4 pt-2">
          <ProblemNote problem={problem} />
        </div>
      )}
      <section
        aria-label="What is sent to which channel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
        tabIndex={0}
        className="overflow-x-auto -outline-offset-2"
      >
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">Which channel gets which alerts</caption>
          <thead className="text-muted text-xs">
            <tr>
              <th scope="col" className="py-2 pr-3 pl-4 text-left font-medium">
                Alert
              </th>
              <th scope="col" className="px-3 py-2 text-left font-medium max-md:sr-only">
                When
              </th>
              {channels.map((channel) => (
                <th
                  key={channel.channelId}
                  scope="col"
                  className="w-24 max-w-32 truncate px-3 py-2 text-center font-medium last:pr-4"
                  title={channelName(channel)}
                >
                  {channelName(channel)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ALERT_KIND_NAMES.map((kind) => (
              <tr key={kind} className="border-line border-t">
                <th scope="row" className="py-2 pr-3 pl-4 text-left font-normal">
                  {ALERT_KINDS[kind].label}
                </th>
                <td className="px-3 py-2 text-muted max-md:sr-only">{ALERT_KINDS[kind].when}</td>
                {channels.map((channel) => (
                  <td key={channel.channelId} className="px-3 py-1 text-center last:pr-4">
                    <Choice
                      label={`${ALERT_KINDS[kind].label}: ${channelName(channel)}`}
                      isChosen={kindsOf(channel).includes(kind)}
                      isDisabled={isPending}
                      onChange={onChoose && (() => choose(channel, kind))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

interface ChoiceProps {
  label: string;
  isChosen: boolean;
  isDisabled: boolean;
  /** Null when the signed-in person may only read. */
  onChange: (() => void) | null;
}

function Choice({ label, isChosen, isDisabled, onChange }: ChoiceProps) {
  const Icon = isChosen ? Check : Minus;
  if (!onChange)
    return (
      <>
        <Icon aria-hidden="true" className="mx-auto size-4 text-muted" />
        <span className="sr-only">{isChosen ? "Sent" : "Not sent"}</span>
      </>
    );
  return (
    <label className="inline-flex size-8 pointer-coarse:size-11 cursor-pointer items-center justify-center">
      <input
        type="checkbox"
        aria-label={label}
        checked={isChosen}
        disabled={isDisabled}
        onChange={onChange}
        className="size-4 accent-accent"
      />
    </label>
  );
}
