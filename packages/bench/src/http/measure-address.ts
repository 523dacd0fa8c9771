import { Agent } from "node:http";
import { median, sendRaw } from "@ai-cost/testing";
import type { ServedApp } from "../served-app";
import { type Address, CONSTANT_ROUTE } from "./addresses";

const WARM_UPS = 40;
const ROUNDS = 201;

export interface MeasuredAddress {
  address: Address;
  /** Medians, in milliseconds. */
  ms: number;
  constantMs: number;
  bytes: number;
}

/** One client asks for the address and the constant route in turn, each on a connection that it keeps. */
export async function measureAddress(
  { url, owner }: ServedApp,
  address: Address,
): Promise<MeasuredAddress> {
  const [asked, constant] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })];
  const ask = async (path: string, agent: Agent) => {
    const answer = await sendRaw(url, { path, headers: { cookie: owner.cookie } }, agent);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return answer;
  };
  const answers: { ms: number; constantMs: number; bytes: number }[] = [];
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    const { ms: constantMs } = await ask(CONSTANT_ROUTE, constant);
    const { ms, text } = await ask(address.path, asked);
    if (round >= 0) answers.push({ ms, constantMs, bytes: Buffer.byteLength(text) });
  }
  asked.destroy();
  constant.destroy();
  return {
    address,
    ms: median(answers.map(({ ms }) => ms)),
    constantMs: median(answers.map(({ constantMs }) => constantMs)),
    bytes: median(answers.map(({ bytes }) => bytes)),
  };
}
