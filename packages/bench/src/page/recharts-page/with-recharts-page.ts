import { serveFiles } from "../static-server";
import { buildRechartsPage } from "./build-recharts-page";

/** Serves a page that draws these days with Recharts, and runs `work` with its `url`. */
export async function withRechartsPage<Result>(
  days: readonly { date: string; cost: number }[],
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const { url, stop } = await serveFiles(await buildRechartsPage(days));
  try {
    return await work(url);
  } finally {
    await stop();
  }
}
