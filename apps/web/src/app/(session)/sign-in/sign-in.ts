"use server";

import { redirect } from "next/navigation";
import { formText } from "@/lib/form-text";
import { postToAuth } from "@/server/post-to-auth";
import { authProblem } from "../auth-problem";
import { nextPath } from "../next-path";

export interface SignInState {
  email: string;
  problem: string | null;
}

/** Signs in and redirects to `next`, or returns the problem. */
export async function signIn(_state: SignInState, form: FormData): Promise<SignInState> {
  const email = formText(form, "email").trim();
  const response = await postToAuth("/sign-in/email", {
    email,
    password: formText(form, "password"),
  });
  const problem = await authProblem(response);
  if (problem !== null) return { email, problem };
  redirect(nextPath(formText(form, "next")));
}
