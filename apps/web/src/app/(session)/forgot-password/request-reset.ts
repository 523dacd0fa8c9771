"use server";

import { formText } from "@/lib/form-text";
import { postToAuth } from "@/server/post-to-auth";
import { authProblem } from "../auth-problem";

export interface RequestResetState {
  email: string;
  /** Whether the request was accepted, which does not tell whether the address has an account. */
  isSent: boolean;
  problem: string | null;
}

const MESSAGES = { 400: "Enter your full e-mail address, such as ada@example.com." };

/** Requests the message with the link that resets a password. */
export async function requestReset(
  _state: RequestResetState,
  form: FormData,
): Promise<RequestResetState> {
  const email = formText(form, "email").trim();
  const response = await postToAuth("/request-password-reset", { email });
  const problem = await authProblem(response, MESSAGES);
  return { email, problem, isSent: problem === null };
}
