import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { edgeSuite, KEPT, responsesOn } from "../edge-server.testing";

const edge = edgeSuite();

describe("a client that sends many requests in one packet", () => {
  test("gets the response to the first one, and cannot hold up the server with the others", async () => {
    const server = await edge.open();
    let received = 0;
    server.on("request", () => {
      received += 1;
    });
    const socket = edge.dial();
    socket.write(KEPT.repeat(3_000));
    expect(await responsesOn(socket)).toMatchObject([
      { status: 200, headers: { connection: "close" } },
    ]);
    expect(edge.handled).toHaveLength(1);
    expect(received).toBeLessThan(200);
  });

  test("and whose first one is refused can send the others again", async () => {
    await edge.open();
    const socket = edge.dial();
    socket.write(KEPT.replace("localhost", "evil.example").repeat(3_000));
    const responses = await responsesOn(socket);
    expect(responses.length).toBeLessThan(200);
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([421]));
  });
});

test("a client that waits for each response sends as many requests as it likes on a connection", async () => {
  edge.handle = (_, response) => void response.end("a".repeat(100_000));
  await edge.open();
  const socket = edge.dial();
  for (let number = 0; number < 50; number += 1) {
    socket.write(KEPT);
    for (let bytes = 0; bytes < 100_000; ) bytes += (await once(socket, "data"))[0].length;
  }
  socket.destroy();
});

test("one address cannot take the connections of others: its oldest ones are closed", async () => {
  await edge.open({ maxConnections: 40 });
  const dialFrom = async (localAddress: string) => {
    const socket = edge.dial(localAddress);
    await once(socket, "connect");
    return socket.resume();
  };
  const idle = await Promise.all(Array.from({ length: 30 }, () => dialFrom("127.0.0.2")));
  await Promise.all(Array.from({ length: 8 }, () => dialFrom("127.0.0.3")));
  // From then on, the idle ones count as slow.
  await sleep(1_100);
  const others = await Promise.all(Array.from({ length: 6 }, () => dialFrom("127.0.0.4")));
  await expect.poll(() => idle.filter(({ closed }) => closed).length).toBe(4);
  const responses = others.map((socket) => {
    socket.pause().write(KEPT.replace("Host", "Connection: close\r\nHost"));
    return responsesOn(socket);
  });
  expect((await Promise.all(responses)).flat().map(({ status }) => status)).toEqual(
    Array(6).fill(200),
  );
});
