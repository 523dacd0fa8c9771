"use server";

import { acceptInvitation, declineInvitation, translateError } from "@ai-cost/api";
import { TRPCError } from "@trpc/server";
import { notFound, redirect } from "next/navigation";
import { formText } from "@/lib/form-text";
import { pageContext } from "@/trpc/server";

export interface AnswerState {
  problem: string | null;
}

/** Accepts or declines an invitation, as the form's pressed button says, or returns the problem. */
export async function answerInvitation(_state: AnswerState, form: FormData): Promise<AnswerState> {
  const token = formText(form, "token");
  const problem =
    formText(form, "answer") === "decline" ? await decline(token) : await accept(token);
  return { problem };
}

async function accept(token: string): Promise<string> {
  const accepted = await settled(acceptInvitation(await pageContext(), token));
  if ("problem" in accepted) return accepted.problem;
  redirect(`/dashboard/products/${accepted.output.projectId}`);
}

async function decline(token: string): Promise<string> {
  const declined = await settled(declineInvitation(await pageContext(), token));
  if ("problem" in declined) return declined.problem;
  redirect("/invitations/declined");
}

/** Awaits an answer. Ends in a 404 when the token is no longer valid, and throws unexpected errors. */
async function settled<Output>(
  answer: Promise<Output>,
): Promise<{ output: Output } | { problem: string }> {
  try {
    return { output: await answer };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "NOT_FOUND") notFound();
    return { problem: translateError(error).message };
  }
}
