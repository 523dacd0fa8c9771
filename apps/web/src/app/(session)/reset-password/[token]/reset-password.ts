"use server";

import { redirect } from "next/navigation";
import { formText } from "@/lib/form-text";
import { postToAuth } from "@/server/post-to-auth";
import { authProblem } from "../../auth-problem";

export interface ResetPasswordState {
  problem: string | null;
}

/** Sets the new password and redirects to the sign-in page, or returns the problem. */
export async function resetPassword(
  _state: ResetPasswordState,
  form: FormData,
): Promise<ResetPasswordState> {
  const response = await postToAuth("/reset-password", {
    token: formText(form, "token"),
    password: formText(form, "password"),
  });
  const problem = await authProblem(response);
  if (problem !== null) return { problem };
  redirect("/sign-in?password=changed");
}
