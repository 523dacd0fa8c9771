import type { UploadLine, UploadOptionsInput, UploadOutcome } from "@/app/api/usage-imports/upload";

export interface UploadRequest {
  projectId: string;
  file: File;
  options: UploadOptionsInput;
  mode: "preview" | "import";
  signal: AbortSignal;
  onProgress: (progress: UploadState) => void;
}

/** How far an upload is: the part of the file that has been sent, then the part that has been read. */
export interface UploadState {
  stage: "sending" | "reading";
  /** From 0 to 1. */
  share: number;
  rowsRead: number;
}

/** An upload whose file the server has not read, or not to its end. */
export interface UnfinishedUpload {
  type: "unfinished";
  reason: string;
  requestId?: string;
}

export type UploadResult = UploadOutcome | UnfinishedUpload;

export type SendFile = (request: UploadRequest) => Promise<UploadResult>;

const NO_RESPONSE = "The server did not respond. Check the connection and try again.";
const INTERRUPTED = "The connection ended before the file was read to its end.";
const CHANGED = "The file was changed or moved since you chose it. Choose it again.";

const addressOf = ({ projectId, file, options, mode }: UploadRequest): string =>
  `/api/usage-imports?${new URLSearchParams({
    projectId,
    name: file.name,
    mode,
    options: JSON.stringify(options),
  })}`;

/**
 * Sends a file and resolves with what the server made of it. It never rejects. This is an
 * `XMLHttpRequest`, because `fetch` does not say how much of a file has been sent.
 */
export const uploadFile: SendFile = (request) =>
  new Promise((resolve) => {
    const { file, signal, onProgress } = request;
    const xhr = new XMLHttpRequest();
    const lines = new LineReader();
    xhr.open("POST", addressOf(request));
    xhr.setRequestHeader("content-type", "application/octet-stream");
    xhr.upload.onprogress = ({ loaded }) =>
      onProgress({ stage: "sending", share: loaded / Math.max(1, file.size), rowsRead: 0 });
    xhr.onprogress = () => {
      if (xhr.status !== 200) return;
      const { progress } = lines.read(xhr.responseText);
      if (progress)
        onProgress({ stage: "reading", share: progress.share, rowsRead: progress.rowsRead });
    };
    xhr.onload = () => {
      if (xhr.status === 401) window.location.reload();
      resolve(
        xhr.status === 200
          ? (lines.read(xhr.responseText).outcome ?? unfinished(INTERRUPTED))
          : refusalOf(xhr.responseText),
      );
    };
    xhr.onerror = async () =>
      resolve(unfinished((await isReadable(file)) ? connectionProblem(xhr) : CHANGED));
    xhr.onabort = () => resolve(unfinished("You cancelled it."));
    signal.addEventListener("abort", () => xhr.abort());
    xhr.send(file);
  });

const unfinished = (reason: string): UnfinishedUpload => ({ type: "unfinished", reason });

const connectionProblem = ({ status }: XMLHttpRequest): string =>
  status === 200 ? INTERRUPTED : NO_RESPONSE;

/** Browsers refuse to read a file that was changed after it was chosen. */
const isReadable = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

function refusalOf(body: string): UnfinishedUpload {
  try {
    const { error } = JSON.parse(body);
    return { type: "unfinished", reason: String(error.message), requestId: error.requestId };
  } catch {
    return unfinished(NO_RESPONSE);
  }
}

/** Reads the lines of a response while it arrives, each line once. */
class LineReader {
  #readLength = 0;
  #progress: Extract<UploadLine, { type: "progress" }> | null = null;
  #outcome: UploadOutcome | null = null;

  read(text: string) {
    const end = text.lastIndexOf("\n") + 1;
    const complete = text.slice(this.#readLength, end);
    this.#readLength = Math.max(this.#readLength, end);
    for (const line of complete.split("\n").filter((part) => part !== "")) {
      const parsed: UploadLine = JSON.parse(line);
      if (parsed.type === "progress") this.#progress = parsed;
      else this.#outcome = parsed;
    }
    return { progress: this.#progress, outcome: this.#outcome };
  }
}
