import { buildApp } from "../build/build-app";
import { CHECKOUT } from "../checkout";
import { createProgress } from "../progress";

/** Builds the app ahead of `start`, for an image. */
export async function run(): Promise<number> {
  await buildApp(CHECKOUT, createProgress());
  return 0;
}
