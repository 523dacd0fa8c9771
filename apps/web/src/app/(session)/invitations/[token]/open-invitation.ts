import "server-only";
import { readInvitation, type ShownInvitation } from "@ai-cost/api";
import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageContext } from "@/trpc/server";

/** An invitation, or the reason why this client must wait before it opens another link. */
export type OpenedPage = { invitation: ShownInvitation } | { problem: string };

/**
 * Opens the invitation of a token for a page, once in a request. Ends in the same 404 for every token
 * that is not valid.
 */
export const openInvitationPage = cache(async (token: string): Promise<OpenedPage> => {
  try {
    return { invitation: await readInvitation(await pageContext(), token) };
  } catch (error) {
    const code = error instanceof TRPCError ? error.code : undefined;
    if (code === "NOT_FOUND") notFound();
    if (error instanceof TRPCError && code === "TOO_MANY_REQUESTS")
      return { problem: error.message };
    throw error;
  }
});
