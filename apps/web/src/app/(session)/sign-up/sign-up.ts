"use server";

import { redirect } from "next/navigation";
import { formText } from "@/lib/form-text";
import { postToAuth } from "@/server/post-to-auth";
import { authProblem } from "../auth-problem";
import { nextPath } from "../next-path";

export interface SignUpState {
  name: string;
  email: string;
  code: string;
  problem: string | null;
}

/**
 * Creates an account, signs it in and redirects to the dashboard or to the invitation with which the
 * person signed up, or returns the problem.
 */
export async function signUp(_state: SignUpState, form: FormData): Promise<SignUpState> {
  const fields = {
    name: formText(form, "name"),
    email: formText(form, "email"),
    code: formText(form, "code"),
  };
  const invitation = formText(form, "invitation");
  const response = await postToAuth("/sign-up", {
    ...fields,
    ...(invitation !== "" && { invitation }),
    password: formText(form, "password"),
  });
  const problem = await authProblem(response);
  if (problem !== null) return { ...fields, problem };
  redirect(invitation === "" ? "/dashboard" : nextPath(`/invitations/${invitation}`));
}
