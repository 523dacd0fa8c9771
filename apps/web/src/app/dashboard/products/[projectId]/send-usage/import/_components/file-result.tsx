import type { UploadOptionsInput } from "@/app/api/usage-imports/upload";
import { Notice } from "@/components/feedback/notice";
import { Button } from "@/components/form/button";
import { ProblemNote } from "@/components/form/problem-note";
import { formatCount } from "@/lib/format";
import { plainReason } from "../plain-reason";
import type { UnfinishedUpload, UploadResult } from "../upload-file";
import type { ChosenFile } from "../use-file-imports";
import { ColumnForm } from "./column-form";
import { ImportedRows } from "./imported-rows";
import { OverlapChoice } from "./overlap-choice";
import { PreviewedRows } from "./previewed-rows";

interface FileResultProps {
  chosen: ChosenFile;
  isOpen: boolean;
  /** Reads the file again, with other options or after an error. */
  onPreview: (options: UploadOptionsInput) => void;
}

/** What came of reading or importing a file. */
export function FileResult({ chosen, isOpen, onPreview }: FileResultProps) {
  const { result, options } = chosen;
  if (!result) return null;
  if (result.type === "imported") return <ImportedRows imported={result} />;
  if (result.type === "previewed")
    return (
      <>
        <PreviewedRows preview={result} isOpen={isOpen} />
        <ColumnForm chosen={chosen} onPreview={onPreview} />
      </>
    );
  if (result.type === "overlapping")
    return (
      <OverlapChoice
        overlapping={result}
        onChoose={(overlap) => onPreview({ ...options, overlap })}
      />
    );
  if (result.type === "unrecognised" && result.columns)
    return (
      <>
        <Notice>
          This file has none of the formats that are recognised, but it has{" "}
          {formatCount(result.columns.length, "column")}. Say what they are.
        </Notice>
        <ColumnForm chosen={chosen} onPreview={onPreview} />
      </>
    );
  if (result.type === "unrecognised")
    return (
      <ProblemNote problem="This file is empty or has a format that is not recognised. Nothing was recorded." />
    );
  if (result.type === "refused")
    return (
      <>
        <ProblemNote problem={`${plainReason(result.reason)} Nothing was recorded.`} />
        <ColumnForm chosen={chosen} onPreview={onPreview} />
      </>
    );
  return <Unfinished result={result} onRetry={() => onPreview(options)} />;
}

function Unfinished({
  result,
  onRetry,
}: {
  result: UnfinishedUpload | Extract<UploadResult, { type: "failed" }>;
  onRetry: () => void;
}) {
  return (
    <>
      <ProblemNote problem={result.reason} />
      <p className="text-muted text-sm">
        What was recorded before stays recorded. You can import the file again: nothing is counted
        twice.
        {result.requestId && ` The request was ${result.requestId}.`}
      </p>
      <Button onClick={onRetry} className="self-start">
        Read the file again
      </Button>
    </>
  );
}
