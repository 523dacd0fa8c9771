"use server";

import { redirect } from "next/navigation";
import { postToAuth } from "@/server/post-to-auth";

/** Ends the session in the database and deletes the browser's cookie. */
export async function signOut(): Promise<void> {
  const response = await postToAuth("/sign-out", {});
  if (!response.ok) throw new Error(`Signing out failed with status ${response.status}.`);
  redirect("/sign-in");
}
