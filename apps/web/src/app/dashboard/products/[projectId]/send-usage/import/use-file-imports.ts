import { useEffect, useRef, useState } from "react";
import type { UploadOptionsInput, UploadTotals } from "@/app/api/usage-imports/upload";
import { formatBytes } from "./format-bytes";
import type { SendFile, UploadRequest, UploadResult, UploadState } from "./upload-file";

export interface ChosenFile {
  /** Counted from 1, since two files can have the same name. */
  id: number;
  file: File;
  options: UploadOptionsInput;
  /** The columns of a file in no recognised format, once it has been read; null for other files. */
  columns: readonly string[] | null;
  /** What is being done with the file; null when it is idle. */
  activity: ({ mode: UploadRequest["mode"] } & (UploadState | { stage: "waiting" })) | null;
  /** What came of the last activity; null before the first one has ended. */
  result: UploadResult | null;
  /** What would be imported, from the last preview that succeeded; null while there is none. */
  preview: Extract<UploadResult, { type: "previewed" }> | null;
}

interface FileImportsOptions {
  projectId: string;
  maxBytes: number;
  send: SendFile;
  /** Called when rows of a file may have been recorded. */
  onImported: () => void;
}

/**
 * The chosen files and what happens with them. Files are sent one after the other: each is previewed when it
 * is chosen, and imported when `importAll` is called.
 */
export function useFileImports({ projectId, maxBytes, send, onImported }: FileImportsOptions) {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const nextId = useRef(1);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const aborts = useRef(new Map<number, AbortController>());
  const abortAll = () => {
    for (const abort of aborts.current.values()) abort.abort();
  };
  useEffect(() => abortAll, []);

  const update = (id: number, change: (chosen: ChosenFile) => Partial<ChosenFile>) =>
    setFiles((all) => all.map((each) => (each.id === id ? { ...each, ...change(each) } : each)));

  function run(chosen: Pick<ChosenFile, "id" | "file" | "options">, mode: UploadRequest["mode"]) {
    const { id, file, options } = chosen;
    const abort = new AbortController();
    aborts.current.set(id, abort);
    update(id, () => ({ options, activity: { mode, stage: "waiting" } }));
    queue.current = queue.current.then(async () => {
      if (abort.signal.aborted) return;
      const result = await send({
        ...{ projectId, file, options, mode, signal: abort.signal },
        onProgress: (state) => update(id, () => ({ activity: { mode, ...state } })),
      });
      update(id, () => ({ activity: null, result, ...knowledgeOf(result, mode) }));
      if (mode === "import") onImported();
    });
  }

  return {
    files,
    add(added: readonly File[]) {
      const chosen = added.map((file) => newFile(nextId.current++, file, maxBytes));
      setFiles((all) => [...all, ...chosen]);
      for (const each of chosen) if (!each.result) run(each, "preview");
    },
    remove(id: number) {
      aborts.current.get(id)?.abort();
      setFiles((all) => all.filter((each) => each.id !== id));
    },
    previewWith(chosen: ChosenFile, options: UploadOptionsInput) {
      run({ ...chosen, options }, "preview");
    },
    importAll() {
      for (const each of files) if (isReady(each)) run(each, "import");
    },
    /** Stops what is in progress and what waits for it. */
    cancel() {
      abortAll();
      setFiles((all) => all.map(withoutWaiting));
    },
  };
}

const newFile = (id: number, file: File, maxBytes: number): ChosenFile => ({
  ...{ id, file, options: {}, columns: null, activity: null, preview: null },
  result:
    file.size > maxBytes
      ? {
          type: "unfinished",
          reason: `A file may have up to ${formatBytes(maxBytes)} here. Compress it with gzip, or import it with the command npm run import, which has no limit.`,
        }
      : null,
});

/** What a result says about the file that stays known after later results. */
function knowledgeOf(result: UploadResult, mode: UploadRequest["mode"]): Partial<ChosenFile> {
  if (result.type === "unrecognised") return { columns: result.columns, preview: null };
  if (mode === "import") return {};
  return { preview: result.type === "previewed" ? result : null };
}

const CANCELLED: UploadResult = { type: "unfinished", reason: "You cancelled it." };

const withoutWaiting = (chosen: ChosenFile): ChosenFile =>
  chosen.activity?.stage === "waiting"
    ? { ...chosen, activity: null, result: chosen.preview ?? CANCELLED }
    : chosen;

/** Whether the file can be imported: its preview has rows, and its import has not succeeded yet. */
export const isReady = ({ preview, activity, result }: ChosenFile): boolean =>
  preview !== null &&
  activity === null &&
  result?.type !== "imported" &&
  importableRows(preview.totals) > 0;

/** The number of rows that an import would record, or that it has recorded already. */
export const importableRows = ({ rowsRead, rejected, leftOut }: UploadTotals): number =>
  rowsRead - rejected - leftOut;
