import { FileText, X } from "lucide-react";
import { useId } from "react";
import type { UploadOptionsInput } from "@/app/api/usage-imports/upload";
import { ProgressBar } from "@/components/figure/progress-bar";
import { Button } from "@/components/form/button";
import { Card } from "@/components/layout/card";
import { formatCount } from "@/lib/format";
import { formatBytes } from "../format-bytes";
import type { ChosenFile } from "../use-file-imports";
import { FileResult } from "./file-result";

interface FileCardProps {
  chosen: ChosenFile;
  /** Whether the totals of the file are shown without a click. */
  isOpen: boolean;
  onRemove: () => void;
  onPreview: (options: UploadOptionsInput) => void;
}

/** One chosen file: what is being done with it, and what came of it. */
export function FileCard({ chosen, isOpen, onRemove, onPreview }: FileCardProps) {
  const titleId = useId();
  const { file, activity, result } = chosen;
  return (
    <Card aria-labelledby={titleId} className="flex min-w-0 flex-col gap-3 p-4">
      <header className="flex items-center gap-2">
        <FileText aria-hidden="true" className="size-4 shrink-0 text-muted" />
        <h2 id={titleId} className="wrap-anywhere min-w-0 font-medium">
          {file.name}
        </h2>
        <span className="shrink-0 whitespace-nowrap text-muted text-sm">
          {formatBytes(file.size)}
        </span>
        <Button
          variant="quiet"
          size="icon"
          aria-label={activity ? `Cancel ${file.name}` : `Remove ${file.name}`}
          onClick={onRemove}
          className="-my-1 ml-auto"
        >
          <X aria-hidden="true" className="size-4" />
        </Button>
      </header>
      {activity && <Activity activity={activity} name={file.name} />}
      {!activity && result && (
        <FileResult key={result.type} chosen={chosen} isOpen={isOpen} onPreview={onPreview} />
      )}
    </Card>
  );
}

function Activity({
  activity,
  name,
}: {
  activity: NonNullable<ChosenFile["activity"]>;
  name: string;
}) {
  if (activity.stage === "waiting") return <p className="text-muted text-sm">Waiting…</p>;
  const { mode, stage, share, rowsRead } = activity;
  const reading = mode === "import" ? "Importing" : "Reading";
  const text =
    stage === "sending"
      ? `Uploading… ${Math.floor(share * 100)}\u202f%`
      : `${reading}… ${formatCount(rowsRead, "row")}`;
  return (
    <div className="flex flex-col gap-2">
      <ProgressBar label={`${stage === "sending" ? "Uploading" : reading} ${name}`} share={share} />
      <p className="text-muted text-sm tabular-nums">{text}</p>
    </div>
  );
}
