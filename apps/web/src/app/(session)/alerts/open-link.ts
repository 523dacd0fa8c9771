import "server-only";
import { readChannelLink, type ShownChannelLink } from "@ai-cost/api";
import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { pageContext } from "@/trpc/server";

/** Opens the link of an e-mail for a page. Ends in the same 404 for every link that is not valid. */
export async function openLink(
  token: string,
  action: "confirm" | "unsubscribe",
): Promise<ShownChannelLink> {
  try {
    return await readChannelLink(await pageContext(), token, action);
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
