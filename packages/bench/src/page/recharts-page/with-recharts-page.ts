import { serveFiles } from "../static-server";
import { buildRechartsPage } from "./build-recharts-page";

/** Does `work` while the Recharts page of these days is served at `url`. */
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
