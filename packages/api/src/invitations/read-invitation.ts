import { type OpenedInvitation, openProject } from "@ai-cost/db";
import type { Context } from "../context";
import { openForBearer } from "./open-for-bearer";

/** An invitation as its page shows it. Nothing else of the project is visible before it is accepted. */
export type ShownInvitation = Omit<OpenedInvitation, "isMailed"> & {
  /** Who opens the invitation: nobody who is signed in, another account, the invited one, or a member. */
  viewer: "signed-out" | "somebody-else" | "invited" | "member";
};

/** Reads an invitation and changes nothing. Throws NOT_FOUND when the token is not valid. */
export async function readInvitation(context: Context, token: string): Promise<ShownInvitation> {
  const { invitation } = await openForBearer(context, token);
  const { isMailed: _, ...shown } = invitation;
  return { ...shown, viewer: await viewerOf(context, invitation) };
}

async function viewerOf(
  { db, user }: Context,
  { email, project }: OpenedInvitation,
): Promise<ShownInvitation["viewer"]> {
  if (!user) return "signed-out";
  if (user.email !== email) return "somebody-else";
  const opened = await openProject(db, { projectId: project.id, userId: user.id });
  return opened ? "member" : "invited";
}
