"use server";

import { redirect } from "next/navigation";
import { formText } from "@/lib/form-text";
import { postToAuth } from "@/server/post-to-auth";
import { nextPath } from "../next-path";

/** Ends the session in the database, deletes the browser's cookie and opens the form's `next`, if it has one. */
export async function signOut(form: FormData): Promise<void> {
  const response = await postToAuth("/sign-out", {});
  if (!response.ok) throw new Error(`Signing out failed with status ${response.status}.`);
  const next = formText(form, "next");
  redirect(next === "" ? "/sign-in" : nextPath(next));
}
