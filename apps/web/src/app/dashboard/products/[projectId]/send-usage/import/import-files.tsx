"use client";

import { canConfigureUsage } from "@ai-cost/domain";
import Link from "next/link";
import { useEffect } from "react";
import { productPath } from "@/app/dashboard/_shell/navigation";
import { Card } from "@/components/layout/card";
import { Snippet } from "@/components/snippet/snippet";
import { trpc } from "@/trpc/client";
import type { Project } from "../../ai-cost/outputs";
import { FileCard } from "./_components/file-card";
import { FileChooser } from "./_components/file-chooser";
import { ImportTotal } from "./_components/import-total";
import { type SendFile, uploadFile } from "./upload-file";
import { useFileImports } from "./use-file-imports";

interface ImportFilesProps {
  project: Project;
  maxBytes: number;
  /** The names of the formats that are recognised. */
  formats: readonly string[];
  /** Sends a file to the server. A test sends it elsewhere. */
  send?: SendFile;
}

/** Choosing files, seeing what is in them, and importing them. */
export function ImportFiles({ project, ...props }: ImportFilesProps) {
  const { projectId, role } = project;
  if (canConfigureUsage(role)) return <Importer projectId={projectId} {...props} />;
  return (
    <Card className="p-4">
      <p>Only owners and admins can import files.</p>
      <p className="text-muted text-sm">
        <Link
          href={productPath(projectId, "members")}
          className="text-accent underline underline-offset-2"
        >
          See who they are
        </Link>{" "}
        and ask one of them.
      </p>
    </Card>
  );
}

type ImporterProps = Omit<ImportFilesProps, "project"> & { projectId: string };

function Importer({ projectId, maxBytes, formats, send = uploadFile }: ImporterProps) {
  const utils = trpc.useUtils();
  const imports = useFileImports({
    ...{ projectId, maxBytes, send },
    onImported: () => void utils.invalidate(),
  });
  const { files } = imports;
  useLeaveWarning(files.some(({ activity }) => activity?.mode === "import"));
  return (
    <div className="flex flex-col gap-3">
      <FileChooser
        hasFiles={files.length > 0}
        maxMegabytes={maxBytes / 1024 / 1024}
        onChoose={imports.add}
      />
      {files.map((chosen) => (
        <FileCard
          key={chosen.id}
          chosen={chosen}
          isOpen={files.length === 1}
          onRemove={() => imports.remove(chosen.id)}
          onPreview={(options) => imports.previewWith(chosen, options)}
        />
      ))}
      <div aria-live="polite" className="flex flex-col gap-3">
        <ImportTotal
          files={files}
          projectId={projectId}
          onImport={imports.importAll}
          onCancel={imports.cancel}
        />
      </div>
      {files.length === 0 && <Formats formats={formats} projectId={projectId} />}
    </div>
  );
}

/** Asks for a confirmation before the page is closed while an import is in progress. */
function useLeaveWarning(isImporting: boolean): void {
  useEffect(() => {
    if (!isImporting) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isImporting]);
}

function Formats({ formats, projectId }: Pick<ImporterProps, "formats" | "projectId">) {
  return (
    <Card aria-labelledby="formats" className="flex flex-col gap-3 p-4">
      <h2 id="formats" className="font-semibold text-base">
        What can be imported
      </h2>
      <ul className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {formats.map((format) => (
          <li key={format}>{format}</li>
        ))}
      </ul>
      <p className="text-muted text-sm">
        These are recognised by their content. For any other CSV file, the page asks what its
        columns are. A file is deleted from the server as soon as it has been read.
      </p>
      <p className="text-muted text-sm">
        For larger files and whole folders, such as the transcripts of Claude Code, run this command
        where the server runs:
      </p>
      <Snippet label="Shell" text={`npm run import -- ~/.claude/projects --project ${projectId}`} />
    </Card>
  );
}
