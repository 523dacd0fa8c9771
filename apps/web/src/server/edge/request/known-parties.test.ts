import { expect, test } from "vitest";
import { partyOf, remember } from "./known-parties";

const ADDRESS = "2001:db8:1:2::7";
const BY_ADDRESS = "address 2001:db8:1:2::/64";
const session = (token: string) => ({ cookie: `theme=dark; ai-cost.session_token=${token}` });

test("credentials stand for nobody until they were valid, and afterwards for their person or project", () => {
  const key = { authorization: "Bearer aicost_a_key" };
  expect([partyOf(session("one"), ADDRESS), partyOf(key, ADDRESS)]).toEqual([
    BY_ADDRESS,
    BY_ADDRESS,
  ]);
  remember(session("one"), "person 1");
  remember(key, "project 1");
  expect(partyOf(session("one"), "203.0.113.7")).toBe("person 1");
  expect(partyOf({ cookie: "__Host-ai-cost.session_token=one" }, ADDRESS)).toBe("person 1");
  expect(partyOf(key, ADDRESS)).toBe("project 1");
  expect(partyOf(session("another"), ADDRESS)).toBe(BY_ADDRESS);
});

test("credentials that are no longer valid stand for nobody", () => {
  remember(session("ended"), "person 1");
  remember(session("ended"), null);
  expect(partyOf(session("ended"), ADDRESS)).toBe(BY_ADDRESS);
});

test("a request without credentials stands for its address", () => {
  remember({}, "person 1");
  expect(partyOf({}, ADDRESS)).toBe(BY_ADDRESS);
});
