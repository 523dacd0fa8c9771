import { newId } from "@ai-cost/db";
import { expect, test } from "vitest";
import { type ChannelLink, channelToken, readChannelToken } from "./channel-link";

const LINK: ChannelLink = {
  action: "unsubscribe",
  projectId: newId(),
  channelId: newId(),
  at: new Date("2026-11-28T12:00:00.000Z"),
};
const token = channelToken("a secret", LINK);

test("a token is read as it was made", () => {
  expect(readChannelToken("a secret", token)).toEqual(LINK);
});

/** The same token with other words before its signature. */
function withText(change: (text: string) => string): string {
  const [content = "", signature = ""] = token.slice("chl_".length).split(".");
  const text = change(Buffer.from(content, "base64url").toString());
  return `chl_${Buffer.from(text).toString("base64url")}.${signature}`;
}

test.each([
  ["of another secret", channelToken("another secret", LINK)],
  ["for another action", withText((text) => text.replace("unsubscribe", "confirm"))],
  ["for another project", withText((text) => text.replace(LINK.projectId, newId()))],
  ["for another channel", withText((text) => text.replace(LINK.channelId, newId()))],
  ["without a signature", token.slice(0, token.indexOf("."))],
  ["with a longer signature", `${token}AA`],
  ["with another part", `${token}.x`],
  ["without its prefix", token.slice("chl_".length)],
  ["that is empty", ""],
])("a token %s is not read", (_, forged) => {
  expect(readChannelToken("a secret", forged)).toBeNull();
});
