import { expect, test } from "vitest";
import { ByteRoom } from "./memory-budget";

const refused = expect.objectContaining({ status: 503, headers: { "retry-after": "2" } });

test("holds so much and no more, of all requests together", () => {
  const room = new ByteRoom(10);
  const [one, another] = [room.lease(), room.lease()];
  one.hold(6);
  another.hold(4);
  expect(() => another.hold(1)).toThrow(refused);
});

test("a request that is over gives back all it held, once", () => {
  const room = new ByteRoom(10);
  const [one, another] = [room.lease(), room.lease()];
  one.hold(4);
  one.hold(4);
  one.release();
  one.release();
  another.hold(10);
  expect(() => another.hold(1)).toThrow(refused);
});

test("what was refused is not held", () => {
  const room = new ByteRoom(10);
  expect(() => room.lease().hold(11)).toThrow(refused);
  room.lease().hold(10);
});
