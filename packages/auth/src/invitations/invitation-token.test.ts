import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { invitationTokenHash, newInvitationToken } from "./invitation-token";

test("a token is a prefix and 43 characters of base64url, and its hash is SHA-256", () => {
  const { token, tokenHash } = newInvitationToken();
  expect(token).toMatch(/^inv_[A-Za-z0-9_-]{43}$/);
  expect(tokenHash).toBe(createHash("sha256").update(token).digest("hex"));
  expect(invitationTokenHash(token)).toBe(tokenHash);
});

test("a thousand tokens are all different", () => {
  const tokens = Array.from({ length: 1_000 }, () => newInvitationToken().token);
  expect(new Set(tokens).size).toBe(1_000);
});

const { token } = newInvitationToken();
test.each([
  "",
  "inv_",
  token.slice(0, -1),
  `${token}x`,
  `${token}\n`,
  ` ${token}`,
  token.replace("inv", "INV"),
])("%j does not have the form of a token", (text) => {
  expect(invitationTokenHash(text)).toBeNull();
});
