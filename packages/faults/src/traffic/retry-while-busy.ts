import { setTimeout as sleep } from "node:timers/promises";
import type { HttpResponse } from "@ai-cost/testing";

/** Sends the request again after a 503 or a 429, which mean that the server is busy and has changed nothing. */
export async function retryWhileBusy(send: () => Promise<HttpResponse>): Promise<HttpResponse> {
  for (;;) {
    const response = await send();
    if (response.status !== 503 && response.status !== 429) return response;
    await sleep(100);
  }
}
