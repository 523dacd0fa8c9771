import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { drain } from "./drain";
import { edgeSuite, KEPT, responsesOn } from "./edge-server.testing";

const edge = edgeSuite();

describe("a server that drains", () => {
  test("handles what is in flight and what was sent before its client could know", async () => {
    edge.handle = async (_, response) => {
      await sleep(200);
      response.end("handled");
    };
    const server = await edge.open();
    const [inFlight, begun, kept] = [edge.dial(), edge.dial(), edge.dial()];
    kept.write(KEPT);
    begun.write(KEPT.slice(0, 20));
    const keptResponses = responsesOn(kept);
    await once(kept, "data");
    inFlight.write(KEPT);
    await once(server, "request");
    const drained = drain(server);
    kept.write(KEPT);
    begun.write(KEPT.slice(20));
    const responses = await Promise.all([responsesOn(inFlight), responsesOn(begun), keptResponses]);
    expect(responses.map((received) => received.map(({ status }) => status))).toEqual([
      [200],
      [200],
      [200, 200],
    ]);
    expect(responses.map((received) => received.at(-1)?.headers.connection)).toEqual([
      "close",
      "close",
      "close",
    ]);
    await drained;
  });

  test("accepts what connects at once and nothing later, and does not wait for idle connections", async () => {
    const server = await edge.open();
    const [idle, unused] = [edge.dial(), edge.dial()];
    idle.write(KEPT);
    await Promise.all([once(idle, "data"), once(unused, "connect")]);
    const { port } = server.address() as AddressInfo;
    const drained = drain(server);
    const prompt = edge.dial();
    prompt.write(KEPT);
    expect(await responsesOn(prompt)).toMatchObject([
      { status: 200, headers: { connection: "close" } },
    ]);
    await expect.poll(() => server.listening, { timeout: 5_000 }).toBe(false);
    const late = connect(port, "127.0.0.1");
    expect(await once(late, "connect").catch(({ code }) => code)).toBe("ECONNREFUSED");
    await drained;
  });
});
