import "server-only";
import { createAuth } from "@ai-cost/auth";
import { environment } from "@/env";
import { database } from "./database";
import { log } from "./log/log";
import { mailer } from "./mailer";
import { perProcess } from "./per-process";

/** The authentication instance of this process. */
export const auth = () =>
  perProcess("auth", () => {
    const { authSecret, publicUrl, allowSignUp } = environment();
    return createAuth({
      db: database().db,
      secret: authSecret,
      baseUrl: publicUrl,
      allowSignUp,
      mail: mailer(),
      log,
    });
  });
