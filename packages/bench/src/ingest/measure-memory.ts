import { setTimeout as sleep } from "node:timers/promises";
import type { Progress } from "@ai-cost/command";
import { REQUESTS, type RequestFormat } from "@ai-cost/ingest/testing";
import { inClients, memoryMiB } from "@ai-cost/testing";
import { newCallsInJobs } from "./new-calls";
import type { Send } from "./sender";

export interface Memory {
  format: string;
  sentMiB: number;
  seconds: number;
  /** The server's resident memory after its first response, in MiB. */
  beforeMiB: number;
  peakMiB: number;
  /** The server's resident memory five seconds after the last response, in MiB. */
  afterMiB: number;
}

const MIB = 1024 * 1024;
const TOTAL_MIB = 1024;
const REQUEST_MIB = 8;
const SPANS_PER_REQUEST = 64;
const PROMPT = "What was said in this call is of no use here. ".repeat(2850);
const CLIENTS = 4;
const SETTLE_MS = 5000;

/**
 * Sends 1 GiB of spans, each with a prompt of 128 KiB, in requests of about 8 MiB. Four clients
 * send at the same time.
 */
export async function measureMemory(
  format: RequestFormat,
  { pid, send }: { pid: number | undefined; send: Send },
  progress: Progress,
): Promise<Memory> {
  await send(REQUESTS[format](newCallsInJobs(1)));
  const beforeMiB = memoryMiB(pid, "VmRSS");
  let sentBytes = 0;
  const requests = Array.from({ length: TOTAL_MIB / REQUEST_MIB });
  const seconds = await inClients(CLIENTS, requests, async () => {
    const calls = newCallsInJobs(SPANS_PER_REQUEST).map((call) => ({ ...call, prompt: PROMPT }));
    const request = REQUESTS[format](calls);
    await send(request);
    sentBytes += request.body.byteLength;
    progress.update(() => `  ${format}: ${Math.round(sentBytes / MIB)} MiB of ${TOTAL_MIB} sent`);
  });
  await sleep(SETTLE_MS);
  return {
    format,
    sentMiB: sentBytes / MIB,
    seconds,
    beforeMiB,
    peakMiB: memoryMiB(pid, "VmHWM"),
    afterMiB: memoryMiB(pid, "VmRSS"),
  };
}
