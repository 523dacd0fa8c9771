"use server";

import { redirect } from "next/navigation";
import { formText } from "@/lib/form-text";
import { askAuth } from "@/server/post-to-auth";
import { authProblem } from "../auth-problem";
import { nextPath } from "../next-path";

export interface SignInState {
  email: string;
  problem: string | null;
}

const IN_OTHER_WORDS = {
  400: "Write your e-mail address in full, such as ada@example.com.",
  401: "That e-mail address and password do not go together. Try again.",
};

/** Signs in and goes to `next`; otherwise says why not. */
export async function signIn(_state: SignInState, form: FormData): Promise<SignInState> {
  const email = formText(form, "email").trim();
  const answer = await askAuth("/sign-in/email", { email, password: formText(form, "password") });
  const problem = await authProblem(answer, IN_OTHER_WORDS);
  if (problem !== null) return { email, problem };
  redirect(nextPath(formText(form, "next")));
}
