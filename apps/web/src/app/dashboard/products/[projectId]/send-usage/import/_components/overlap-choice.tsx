import { Notice } from "@/components/feedback/notice";
import { Button } from "@/components/form/button";
import { formatCount } from "@/lib/format";
import { formatDay } from "@/lib/format-time";
import type { UploadResult } from "../upload-file";

interface OverlapChoiceProps {
  overlapping: Extract<UploadResult, { type: "overlapping" }>;
  onChoose: (rule: "only missing days" | "beside") => void;
}

/**
 * Asks what to do with a file of sums for days that have other usage of the same provider, which could count
 * twice.
 */
export function OverlapChoice({ overlapping, onChoose }: OverlapChoiceProps) {
  const { days, dayCount } = overlapping;
  return (
    <>
      <Notice tone="warning">
        <p>
          This file sums up whole days. {formatCount(dayCount, "day")} of it{" "}
          {dayCount === 1 ? "has" : "have"} other usage of the same provider already, so the same
          calls could count twice. Nothing was recorded.
        </p>
        <p className="wrap-anywhere mt-1">
          {days.map(({ provider, day }) => `${formatDay(day)} (${provider})`).join(", ")}
          {dayCount > days.length && ` and ${formatCount(dayCount - days.length, "more day")}`}
        </p>
      </Notice>
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice
          title="Import only the other days"
          text="Choose this if the calls of these days were sent to this product already."
          onChoose={() => onChoose("only missing days")}
        />
        <Choice
          title="Import all days in addition"
          text="Choose this if the file has other calls than those that were sent."
          onChoose={() => onChoose("beside")}
        />
      </div>
    </>
  );
}

interface ChoiceProps {
  title: string;
  text: string;
  onChoose: () => void;
}

function Choice({ title, text, onChoose }: ChoiceProps) {
  return (
    <div className="flex flex-col items-start gap-2 rounded-base border p-3">
      <p className="text-muted text-sm">{text}</p>
      <Button onClick={onChoose} className="mt-auto">
        {title}
      </Button>
    </div>
  );
}
