import "server-only";
import { createAuth } from "@ai-cost/auth";
import { environment } from "@/env";
import { database } from "./database";
import { log } from "./log";

const shared: typeof globalThis & { aiCostAuth?: ReturnType<typeof createAuth> } = globalThis;

/** This process's one authenticator. */
export function auth(): ReturnType<typeof createAuth> {
  const { authSecret, publicUrl, allowSignUp } = environment();
  shared.aiCostAuth ??= createAuth({
    db: database().db,
    secret: authSecret,
    baseUrl: publicUrl,
    allowSignUp,
    log,
  });
  return shared.aiCostAuth;
}
