import { Agent } from "node:http";
import { median, sendRaw } from "@ai-cost/testing";
import type { AppServer } from "../environment/app-server";
import { CONSTANT_ROUTE, type Route } from "./routes";

const WARM_UP_ROUNDS = 40;
const ROUNDS = 201;

export interface MeasuredRoute {
  route: Route;
  /** The median response time of the route, in milliseconds. */
  ms: number;
  /** The median response time of the route with the constant response, in milliseconds. */
  constantMs: number;
  /** The size of the response body in bytes. */
  bytes: number;
}

/**
 * Alternates between a request to the route and a request to the constant route. Each route has its
 * own connection, which stays open.
 */
export async function measureRoute(
  { url, owner }: AppServer,
  route: Route,
): Promise<MeasuredRoute> {
  const agent = new Agent({ keepAlive: true });
  const constantAgent = new Agent({ keepAlive: true });
  const get = async (path: string, on: Agent) => {
    const response = await sendRaw(url, { path, headers: { cookie: owner.cookie } }, on);
    if (response.status !== 200) throw new Error(`${path} responded with ${response.status}`);
    return response;
  };
  const rounds: { ms: number; constantMs: number; bytes: number }[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const { ms: constantMs } = await get(CONSTANT_ROUTE, constantAgent);
    const { ms, text } = await get(route.path, agent);
    if (round >= 0) rounds.push({ ms, constantMs, bytes: Buffer.byteLength(text) });
  }
  agent.destroy();
  constantAgent.destroy();
  return {
    route,
    ms: median(rounds.map(({ ms }) => ms)),
    constantMs: median(rounds.map(({ constantMs }) => constantMs)),
    bytes: median(rounds.map(({ bytes }) => bytes)),
  };
}
