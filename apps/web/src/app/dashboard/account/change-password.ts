"use server";

import { formText } from "@/lib/form-text";
import { postToAuth } from "@/server/post-to-auth";
import { authProblem } from "../../(session)/auth-problem";

export interface ChangePasswordState {
  /** How often the password was changed on this page. */
  changes: number;
  problem: string | null;
}

/** Changes the password, which ends the person's other sessions, or returns the problem. */
export async function changePassword(
  { changes }: ChangePasswordState,
  form: FormData,
): Promise<ChangePasswordState> {
  const response = await postToAuth("/change-password", {
    currentPassword: formText(form, "currentPassword"),
    newPassword: formText(form, "newPassword"),
  });
  const problem = await authProblem(response);
  return { changes: problem === null ? changes + 1 : changes, problem };
}
