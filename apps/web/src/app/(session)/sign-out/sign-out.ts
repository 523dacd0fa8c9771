"use server";

import { redirect } from "next/navigation";
import { askAuth } from "@/server/post-to-auth";

/** Ends the session in the database and in the browser. */
export async function signOut(): Promise<void> {
  const answer = await askAuth("/sign-out", {});
  if (!answer.ok) throw new Error(`Signing out was answered with ${answer.status}.`);
  redirect("/sign-in");
}
