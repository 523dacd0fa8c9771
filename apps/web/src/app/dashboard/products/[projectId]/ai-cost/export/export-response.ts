import { type Context, createCaller, retryAfterSeconds } from "@ai-cost/api";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { createLoader } from "nuqs/server";
import { viewOf } from "../view";
import { exportParams } from "./export-href";
import { exportTable } from "./exported-tables";

const loadExportParams = createLoader(exportParams);

/**
 * A table of the page as a CSV file. The parameters are those of the page's address, and `table`. The
 * procedures that it reads with check the session and the membership.
 */
export async function exportResponse(
  context: Context,
  projectId: string,
  params: URLSearchParams,
): Promise<Response> {
  const { table, ...page } = loadExportParams(params);
  const view = viewOf(page, context.now.toISOString());
  const caller = createCaller(context);
  try {
    const { name } = await caller.projects.get({ projectId });
    if (table === null) return refusal(400, "The parameter table must name a table of the page.");
    const csv = await exportTable(table, { caller, projectId, view });
    return new Response(csv, { headers: headersOf(`${name} ${table} ${view.month}.csv`) });
  } catch (error) {
    if (error instanceof TRPCError) return refusalOf(error);
    throw error;
  }
}

/** A malformed id is answered like the id of somebody else's project. */
function refusalOf(error: TRPCError): Response {
  if (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST") return refusal(404, "Not found.");
  return refusal(getHTTPStatusCodeFromError(error), error.message, retryAfterSeconds(error));
}

const refusal = (status: number, message: string, retrySeconds: number | null = null): Response =>
  new Response(`${message}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      ...(retrySeconds !== null && { "retry-after": String(retrySeconds) }),
    },
  });

/** Characters that a file system refuses, or that would end the name in the header. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}"*/:<>?\\|%]/gu;

function headersOf(fileName: string): HeadersInit {
  const name = fileName.replace(UNSAFE, "_");
  const ascii = name.replace(/[^ -~]/g, "_");
  return {
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encodeName(name)}`,
  };
}

/** RFC 8187 also reserves these three, which `encodeURIComponent` leaves. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
