"use server";

import { redirect } from "next/navigation";
import { formText } from "@/lib/form-text";
import { askAuth } from "@/server/post-to-auth";
import { authProblem } from "../auth-problem";

export interface SignUpState {
  name: string;
  email: string;
  code: string;
  problem: string | null;
}

/** Makes an account, signs it in and goes to the dashboard; otherwise says why not. */
export async function signUp(_state: SignUpState, form: FormData): Promise<SignUpState> {
  const given = {
    name: formText(form, "name"),
    email: formText(form, "email"),
    code: formText(form, "code"),
  };
  const answer = await askAuth("/sign-up", { ...given, password: formText(form, "password") });
  const problem = await authProblem(answer);
  if (problem !== null) return { ...given, problem };
  redirect("/dashboard");
}
