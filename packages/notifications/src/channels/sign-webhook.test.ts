import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { newWebhookSecret, webhookHeaders } from "./sign-webhook";

const MESSAGE = { id: "msg_1", body: '{"type":"a.kind","data":{"name":"ü"}}', at: new Date() };

test("the package of Standard Webhooks verifies a message", () => {
  const secret = newWebhookSecret();
  const headers = webhookHeaders(MESSAGE, [secret]);
  expect(new Webhook(secret).verify(MESSAGE.body, headers)).toEqual(JSON.parse(MESSAGE.body));
});

test("while a secret is replaced, both verify a message, and a third one does not", () => {
  const secrets = [newWebhookSecret(), newWebhookSecret()];
  const headers = webhookHeaders(MESSAGE, secrets);
  for (const secret of secrets) new Webhook(secret).verify(MESSAGE.body, headers);
  expect(() => new Webhook(newWebhookSecret()).verify(MESSAGE.body, headers)).toThrow();
});

test("a changed body is not verified", () => {
  const secret = newWebhookSecret();
  const headers = webhookHeaders(MESSAGE, [secret]);
  expect(() => new Webhook(secret).verify(`${MESSAGE.body} `, headers)).toThrow();
});
