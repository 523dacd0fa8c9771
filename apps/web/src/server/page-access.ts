import "server-only";
import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { pageContext, trpc } from "@/trpc/server";
import { REQUEST_PATH } from "./request-headers";

/** The person who is signed in; whoever is not goes to the sign-in page and comes back here. */
export const requirePerson = cache(async () => {
  const { user } = await pageContext();
  if (user) return user;
  const path = (await headers()).get(REQUEST_PATH) ?? "/dashboard";
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
});

/**
 * The project, for a person who may see it; everyone else gets the page's 404. Await it before
 * anything is rendered, so that the answer's status is a real 404.
 */
export const requireProject = cache(async (projectId: string) => {
  await requirePerson();
  return orNotFound(trpc.projects.get({ projectId }));
});

/** The answer; 404 for what does not exist, is somebody else's, or has an id that cannot be one. */
export async function orNotFound<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof TRPCError ? error.code : undefined;
    if (code === "NOT_FOUND" || code === "BAD_REQUEST") notFound();
    throw error;
  }
}
