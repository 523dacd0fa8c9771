import "server-only";
import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect, unstable_rethrow } from "next/navigation";
import { cache } from "react";
import { pageContext, trpc } from "@/trpc/server";
import { REQUEST_PATH } from "./request-headers";

/**
 * Returns the signed-in person. Anybody else is redirected to the sign-in page, which returns to the
 * current page after signing in.
 */
export const requirePerson = cache(async () => {
  const { user } = await pageContext();
  if (user) return user;
  const path = (await headers()).get(REQUEST_PATH) ?? "/dashboard";
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
});

/** Returns the signed-in person; null for anybody else, and when the session cannot be read. */
export async function findPerson() {
  try {
    const { user } = await pageContext();
    return user;
  } catch (error) {
    unstable_rethrow(error);
    return null;
  }
}

/**
 * Returns the project if the signed-in person may see it, and ends in a 404 otherwise. Await it before
 * rendering anything: once a part of the page is sent, the status cannot become 404.
 */
export const requireProject = cache(async (projectId: string) => {
  await requirePerson();
  return orNotFound(trpc.projects.get({ projectId }));
});

/**
 * Awaits a query, and ends in a 404 when the record does not exist, belongs to somebody else, or has a
 * malformed id.
 */
export async function orNotFound<Output>(query: Promise<Output>): Promise<Output> {
  try {
    return await query;
  } catch (error) {
    const code = error instanceof TRPCError ? error.code : undefined;
    if (code === "NOT_FOUND" || code === "BAD_REQUEST") notFound();
    throw error;
  }
}
