import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { expectNoViolationsIn } from "./accessibility";
import { ATLAS, BEACON } from "./demo-story";
import { expect, openSession, test } from "./test";

/** A server on this machine that accepts every message. */
async function startReceiver() {
  const received: Pick<IncomingMessage, "url" | "headers">[] = [];
  const server = createServer((request, response) => {
    received.push({ url: request.url, headers: request.headers });
    response.writeHead(204).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/alerts`, received, close: () => server.close() };
}

test("a webhook is added, tested, seen to fail, and removed", async ({ page }) => {
  const receiver = await startReceiver();
  await openSession(page, "owner");
  await page.goto(`${BEACON}/ai-cost`);
  await page.getByRole("link", { name: "Alerts", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Alerts" })).toBeVisible();

  await page.getByRole("button", { name: "Add channel" }).click();
  const dialog = page.getByRole("dialog", { name: "Add channel" });
  await dialog.getByText("Webhook", { exact: true }).click();
  await dialog.getByLabel("Name").fill("on-call");
  await dialog.getByLabel("URL").fill(receiver.url);
  await expectNoViolationsIn(page, "dialog");
  await dialog.getByRole("button", { name: "Add channel" }).click();
  const added = page.getByRole("dialog", { name: "The channel was added" });
  await expect(added.getByText(/^whsec_/)).toBeVisible();
  await expectNoViolationsIn(page, "dialog");
  await added.getByRole("button", { name: "Done" }).click();

  const card = page.getByRole("region", { name: "on-call" });
  const sendTest = card.getByRole("button", { name: "Send test to on-call" });
  await sendTest.click();
  await expect(card.getByText("Test delivered")).toBeVisible();
  expect(receiver.received).toHaveLength(1);
  expect(receiver.received[0]?.url).toBe("/alerts");
  expect(receiver.received[0]?.headers).toHaveProperty("webhook-signature");

  receiver.close();
  await sendTest.click();
  await expect(card.getByText("Test not delivered")).toBeVisible();
  await expect(card.getByText(/ECONNREFUSED/)).toBeVisible();

  const forecasts = page.getByRole("checkbox", { name: "Forecast over budget: on-call" });
  await forecasts.uncheck();
  // It can be changed again as soon as it is saved.
  await expect(forecasts).toBeEnabled();
  await page.reload();
  await expect(forecasts).not.toBeChecked();
  await card.getByRole("button", { name: "Remove on-call" }).click();
  await page
    .getByRole("dialog", { name: "Remove a channel" })
    .getByRole("button", { name: "Remove channel" })
    .click();
  await expect(card).toHaveCount(0);
});

test("members see the channels and change nothing", async ({ page }) => {
  await openSession(page, "member");
  await page.goto(`${ATLAS}/alerts`);
  await expect(page.getByText("Owners and admins can change it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add channel" })).toHaveCount(0);
  await expect(page.getByRole("switch")).toHaveCount(0);
});
