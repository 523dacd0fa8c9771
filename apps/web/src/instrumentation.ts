import type { Instrumentation } from "next";

/** Next calls this function once, before the server handles requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { checkDatabase } = await import("@/server/check-database");
  await checkDatabase();
  const { printFirstAccountCode } = await import("@/server/first-account");
  await printFirstAccountCode();
  const { purgeDaily } = await import("@/server/purge");
  purgeDaily();
  const { mailer } = await import("@/server/mailer");
  mailer();
  const { projectMessages } = await import("@/server/project-messages");
  projectMessages();
  const { alerts } = await import("@/server/alerts");
  alerts();
}

/** Logs an unexpected error of a page or route, with the request id that the error page shows as its reference. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { reportFailure } = await import("@/server/report-failure");
  reportFailure(error, request, context.routePath);
};
