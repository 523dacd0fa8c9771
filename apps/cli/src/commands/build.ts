import { CHECKOUT, createProgress } from "@ai-cost/command";
import { buildApp } from "@ai-cost/web-server";

/** Builds the app ahead of `start`, for an image. */
export async function run(): Promise<number> {
  await buildApp(CHECKOUT, createProgress());
  return 0;
}
