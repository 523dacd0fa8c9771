import { channelName } from "@/app/dashboard/_budgets/channel-name";
import type { AlertChannel } from "@/app/dashboard/_budgets/outputs";

interface ChannelChoiceProps {
  channels: readonly AlertChannel[];
  /** Null for all channels, also those that are added later. */
  value: readonly string[] | null;
  onChange: (channelIds: string[] | null) => void;
  error: string | undefined;
}

/** Which channels get the alerts of a budget. */
export function ChannelChoice({ channels, value, onChange, error }: ChannelChoiceProps) {
  const toggle = (channelId: string) =>
    onChange(
      value?.includes(channelId)
        ? value.filter((other) => other !== channelId)
        : [...(value ?? []), channelId],
    );
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium text-sm">Alerts go to</legend>
      <Choice
        label="All channels"
        isChosen={value === null}
        onChange={() =>
          onChange(value === null ? channels.map(({ channelId }) => channelId) : null)
        }
      />
      {value !== null && (
        <div className="flex flex-col gap-1 pl-6">
          {channels.map((channel) => (
            <Choice
              key={channel.channelId}
              label={channelName(channel)}
              isChosen={value.includes(channel.channelId)}
              onChange={() => toggle(channel.channelId)}
            />
          ))}
        </div>
      )}
      <p aria-live="polite" className="min-h-4 text-danger text-xs">
        {error}
      </p>
    </fieldset>
  );
}

interface ChoiceProps {
  label: string;
  isChosen: boolean;
  onChange: () => void;
}

const Choice = ({ label, isChosen, onChange }: ChoiceProps) => (
  <label className="flex min-h-6 pointer-coarse:min-h-11 cursor-pointer items-center gap-2 text-sm">
    <input
      type="checkbox"
      checked={isChosen}
      onChange={onChange}
      className="size-4 accent-accent"
    />
    <bdi className="wrap-anywhere min-w-0">{label}</bdi>
  </label>
);
