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

const MESSAGES = {
  400: "Enter your full e-mail address, such as ada@example.com.",
  401: "The e-mail address or the password is wrong. Try again.",
};

/** Signs in and redirects to `next`, or returns the problem. */
export async function signIn(_state: SignInState, form: FormData): Promise<SignInState> {
  const email = formText(form, "email").trim();
  const response = await postToAuth("/sign-in/email", {
    email,
    password: formText(form, "password"),
  });
  const problem = await authProblem(response, MESSAGES);
  if (problem !== null) return { email, problem };
  redirect(nextPath(formText(form, "next")));
}
