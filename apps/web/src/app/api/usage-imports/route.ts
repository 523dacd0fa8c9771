import { openUsageImport, recordImportStart, recordUsageImport, takeUpload } from "@ai-cost/api";
import { discardUnread, receiveUpload } from "@ai-cost/ingest";
import { environment } from "@/env";
import { writingDatabase } from "@/server/database";
import { inFlight } from "@/server/edge/response/in-flight";
import { log } from "@/server/log/log";
import { requestContext } from "@/server/request-context";
import { uploadErrorResponse, uploads } from "@/server/usage-uploads";

/**
 * Previews or imports the file in the body, for the project in the parameter `projectId`; `receiveUpload`
 * reads the other parameters. The edge server has already refused a request that comes from another site.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const context = await openProject(request);
    await takeUpload(uploads(), context.user.id);
    // A file can take minutes. From here on, the places for uploads limit it.
    inFlight(context.requestId)?.leave();
    return await receiveUpload(request, {
      db: context.db,
      projectId: context.project.id,
      newNamesPerDay: environment().newNamesPerDay,
      clock: () => new Date(),
      log,
      requestId: context.requestId,
      onRecording: (fileName) => recordImportStart(context, fileName),
      onRecorded: (imported) => recordUsageImport(context, imported),
    });
  } catch (error) {
    discardUnread(request);
    return uploadErrorResponse(error, request.headers);
  }
}

async function openProject({ headers, url }: Request) {
  const context = { ...(await requestContext(headers)), db: writingDatabase().db };
  return openUsageImport(context, new URL(url).searchParams.get("projectId") ?? "");
}
