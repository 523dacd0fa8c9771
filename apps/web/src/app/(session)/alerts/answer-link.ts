"use server";

import { confirmAddress, unsubscribeAddress } from "@ai-cost/api";
import { TRPCError } from "@trpc/server";
import { notFound, redirect } from "next/navigation";
import { formText } from "@/lib/form-text";
import { pageContext } from "@/trpc/server";

/** Agrees to get alerts at the address of the form's token, and shows the page again. */
export const confirm = async (form: FormData): Promise<void> =>
  answer(form, "confirm", confirmAddress);

/** Ends the alerts to the address of the form's token, and shows the page again. */
export const unsubscribe = async (form: FormData): Promise<void> =>
  answer(form, "unsubscribe", unsubscribeAddress);

async function answer(
  form: FormData,
  action: "confirm" | "unsubscribe",
  change: typeof confirmAddress,
): Promise<void> {
  const token = formText(form, "token");
  try {
    await change(await pageContext(), token);
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
  redirect(`/alerts/${action}/${encodeURIComponent(token)}`);
}
