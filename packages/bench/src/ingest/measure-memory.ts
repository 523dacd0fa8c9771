import { setTimeout as sleep } from "node:timers/promises";
import type { Progress } from "@ai-cost/command";
import { REQUESTS, type RequestFormat } from "@ai-cost/ingest/testing";
import { inClients, memoryMiB } from "@ai-cost/testing";
import { collectedCalls } from "./fresh-calls";
import type { Send } from "./sender";

export interface Memory {
  way: string;
  sentMiB: number;
  seconds: number;
  /** Resident memory of the server: once it has answered, at its highest, and some seconds after. */
  beforeMiB: number;
  peakMiB: number;
  afterMiB: number;
}

const MIB = 1024 * 1024;
const TOTAL_MIB = 1024;
const SPANS_A_REQUEST = 64;
const PROMPT = "What was said in this call is of no use here. ".repeat(2850);
const CLIENTS = 4;
const SETTLES_MS = 5000;

/** 1 GiB of spans with 128 KiB of prompt each, in requests of about 8 MiB, by four clients at once. */
export async function measureMemory(
  way: RequestFormat,
  { pid, send }: { pid: number | undefined; send: Send },
  progress: Progress,
): Promise<Memory> {
  await send(REQUESTS[way](collectedCalls(1)));
  const beforeMiB = memoryMiB(pid, "VmRSS");
  let sentBytes = 0;
  let said = 0;
  const requests = Array.from({ length: TOTAL_MIB / 8 });
  const seconds = await inClients(CLIENTS, requests, async () => {
    const calls = collectedCalls(SPANS_A_REQUEST).map((call) => ({ ...call, prompt: PROMPT }));
    const request = REQUESTS[way](calls);
    await send(request);
    sentBytes += request.body.byteLength;
    if (sentBytes < (said + 1) * 256 * MIB) return;
    said += 1;
    progress.say(`${way}: ${said * 256} MiB sent`);
  });
  await sleep(SETTLES_MS);
  return {
    way,
    sentMiB: sentBytes / MIB,
    seconds,
    beforeMiB,
    peakMiB: memoryMiB(pid, "VmHWM"),
    afterMiB: memoryMiB(pid, "VmRSS"),
  };
}
