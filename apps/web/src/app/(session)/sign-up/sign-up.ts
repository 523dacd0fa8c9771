"use server";

import { redirect } from "next/navigation";
import { formText } from "@/lib/form-text";
import { postToAuth } from "@/server/post-to-auth";
import { authProblem } from "../auth-problem";

export interface SignUpState {
  name: string;
  email: string;
  code: string;
  problem: string | null;
}

/** Creates an account, signs it in and redirects to the dashboard, or returns the problem. */
export async function signUp(_state: SignUpState, form: FormData): Promise<SignUpState> {
  const fields = {
    name: formText(form, "name"),
    email: formText(form, "email"),
    code: formText(form, "code"),
  };
  const response = await postToAuth("/sign-up", {
    ...fields,
    password: formText(form, "password"),
  });
  const problem = await authProblem(response);
  if (problem !== null) return { ...fields, problem };
  redirect("/dashboard");
}
