import Link from "next/link";
import { productPath } from "@/app/dashboard/_shell/navigation";
import { Money } from "@/components/figure/money";
import { Button, buttonLook } from "@/components/form/button";
import { Card } from "@/components/layout/card";
import { formatCount, formatInteger } from "@/lib/format";
import { formatMonth } from "@/lib/format-time";
import { totalOf } from "../total-of";
import { type ChosenFile, importableRows, isReady } from "../use-file-imports";

interface ImportTotalProps {
  files: readonly ChosenFile[];
  projectId: string;
  onImport: () => void;
  onCancel: () => void;
}

/** The files together: the button that imports them, the one that stops it, and what the import did. */
export function ImportTotal({ files, projectId, onImport, onCancel }: ImportTotalProps) {
  const ready = files.filter(isReady);
  const isBusy = files.some(({ activity }) => activity !== null);
  const imported = files.filter(({ result }) => result?.type === "imported");
  if (isBusy) return <Busy files={files} onCancel={onCancel} />;
  return (
    <>
      {imported.length > 0 && <Imported files={imported} projectId={projectId} />}
      {ready.length > 0 && <Ready files={ready} onImport={onImport} />}
    </>
  );
}

function Busy({ files, onCancel }: Pick<ImportTotalProps, "files" | "onCancel">) {
  const isImporting = files.some(({ activity }) => activity?.mode === "import");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button size="large" onClick={onCancel}>
        Cancel
      </Button>
      <p className="text-muted text-sm">
        {isImporting
          ? "Keep this page open. If you cancel, what is recorded stays, and you can continue later."
          : "Nothing is recorded yet."}
      </p>
    </div>
  );
}

function Ready({ files, onImport }: Pick<ImportTotalProps, "files" | "onImport">) {
  const total = totalOf(files.flatMap(({ preview }) => (preview ? [preview.totals] : [])));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button variant="primary" size="large" onClick={onImport}>
        Import {formatCount(files.length, "file")}
      </Button>
      <p className="text-sm">
        {formatCount(importableRows(total), "row")},{" "}
        <Money dollars={total.cost} atLeast={total.unpriced > 0} className="font-medium" />.{" "}
        <span className="text-muted">Nothing is recorded yet.</span>
      </p>
    </div>
  );
}

function Imported({ files, projectId }: Pick<ImportTotalProps, "files" | "projectId">) {
  const total = totalOf(
    files.flatMap(({ result }) => (result?.type === "imported" ? [result.totals] : [])),
  );
  const [month] = files
    .flatMap(({ preview }) => preview?.mainMonth ?? [])
    .sort((one, other) => (one < other ? 1 : -1));
  return (
    <Card aria-label="Imported" className="flex flex-col gap-3 p-4">
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Figure label="Recorded">{formatInteger(total.recorded)}</Figure>
        <Figure label="Duplicates">{formatInteger(total.duplicate)}</Figure>
        <Figure label="Rejected">{formatInteger(total.rejected)}</Figure>
        <Figure label="Cost">
          <Money dollars={total.cost} atLeast={total.unpriced > 0} />
        </Figure>
      </dl>
      <p className="text-muted text-sm">
        Duplicates were recorded before. They keep their cost and are not counted again.
      </p>
      {month && (
        <Link
          href={`${productPath(projectId)}?month=${month}`}
          className={`${buttonLook({ variant: "primary", size: "large" })} self-start`}
        >
          See {formatMonth(month)}
        </Link>
      )}
    </Card>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold text-xl tabular-nums">{children}</dd>
    </div>
  );
}
