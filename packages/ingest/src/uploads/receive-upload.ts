import { isDatabaseUnavailable, type TenantDatabase } from "@ai-cost/db";
import { projectParty, SharedRoom } from "@ai-cost/fairness";
import type { LedgerScope } from "@ai-cost/ledger";
import { discardUnread } from "../http/body/discard-body";
import type { Log } from "../http/dependencies";
import { HttpError, serviceUnavailable } from "../http/http-error";
import { loggableError } from "../http/loggable-error";
import { type ReceivedFile, receiveFile } from "./receive-file";
import { isDisconnected, respondWithLines } from "./respond-with-lines";
import { runUpload } from "./run-upload";
import type { UploadOutcome } from "./upload-line";
import { type UploadParameters, uploadParameters } from "./upload-parameters";

export interface UploadContext extends Pick<LedgerScope, "projectId" | "newNamesPerDay"> {
  db: TenantDatabase;
  clock: () => Date;
  log: Log;
  requestId: string;
  /** Called before the first rows of a file are recorded. If the process dies then, `onRecorded` is never called. */
  onRecording(fileName: string): Promise<void>;
  /** Called after that, with the number of new rows, also when the import was stopped. */
  onRecorded(imported: { fileName: string; rows: number }): Promise<void>;
}

/**
 * Limits the concurrent uploads, because each of them needs a database connection and disk space. A
 * project can have two at a time.
 */
const places = new SharedRoom({ capacity: 6, most: 2 });

/**
 * Responds to a request whose body is a file. The URL has the parameters `name`, `mode` (`preview` or
 * `import`) and `options`, which are JSON. The response consists of `UploadLine`s. The file is deleted
 * after it has been read. When the client disconnects, the import stops; the rows that were recorded
 * before stay recorded.
 */
export async function receiveUpload(request: Request, context: UploadContext): Promise<Response> {
  try {
    const parameters = uploadParameters(new URL(request.url));
    const file = await receiveOne(request, parameters.fileName, context.projectId);
    return respondWithLines(async (write) => {
      try {
        write(await outcomeOf(file, parameters, context, write));
      } finally {
        await file.remove();
      }
    });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    discardUnread(request);
    const { status, message, headers } = error;
    return Response.json({ error: { message } }, { status, headers });
  }
}

/**
 * Receives a file and reserves one of the upload places until the file is removed. Before the file has
 * arrived completely, it can lose its place to a project that has fewer places. It never loses its place
 * to a file of its own project.
 */
async function receiveOne(
  request: Request,
  fileName: string,
  projectId: string,
): Promise<ReceivedFile> {
  const dropped = new AbortController();
  const place = places.lease(projectParty(projectId), () => dropped.abort());
  if (!place.reserve(1)) throw occupied();
  place.arrive();
  try {
    const { path, remove } = await receiveFile(request, fileName, dropped.signal);
    if (!place.keep()) throw occupied();
    return { path, remove: () => remove().finally(place.release) };
  } catch (error) {
    place.release();
    throw dropped.signal.aborted ? occupied() : error;
  }
}

const occupied = (): HttpError =>
  serviceUnavailable("Other files are being imported. Try again in a moment.");

async function outcomeOf(
  { path }: ReceivedFile,
  { fileName, isPreview, options }: UploadParameters,
  { log, requestId, onRecording, onRecorded, ...context }: UploadContext,
  onProgress: Parameters<typeof runUpload>[0]["onProgress"],
): Promise<UploadOutcome> {
  try {
    return await runUpload({
      ...{ ...context, path, fileName, options, isPreview, onProgress },
      onRecording: () => onRecording(fileName),
      onRecorded: (rows) => onRecorded({ fileName, rows }),
    });
  } catch (error) {
    if (isDisconnected(error)) throw error;
    return failed(error, log, requestId);
  }
}

function failed(error: unknown, log: Log, requestId: string): UploadOutcome {
  const fields = { requestId, error: loggableError(error) };
  const isUnavailable = isDatabaseUnavailable(error);
  if (isUnavailable) log.warn("an import stopped: the database did not answer", fields);
  else log.error("an import stopped: unexpected error", fields);
  const reason = isUnavailable
    ? "The database does not answer at the moment."
    : "Something went wrong on our side.";
  return { type: "failed", reason, requestId };
}
