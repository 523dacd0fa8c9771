import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import {
  type MailServer,
  type ReceivedMail,
  startMailServer,
} from "@ai-cost/notifications/testing";
import type { Page } from "@playwright/test";
import { expectNoViolations } from "./accessibility";
import { demoServerArguments, demoServerVariables } from "./demo-server";
import { BEACON } from "./demo-story";
import { expect, signInByRequest, test } from "./test";

const PORT = Number(process.env.E2E_PORT ?? 3210) + 1;
const START_MS = 180_000;
/** A new limit is looked at within a minute. */
const ALERT_MS = 90_000;

/** Unlike the server of all other tests, this one has a mail server. */
test.use({ baseURL: `http://localhost:${PORT}` });
test.describe.configure({ mode: "serial" });

let smtp: MailServer;
let server: ChildProcessByStdio<null, Readable, null>;
test.beforeAll(async () => {
  test.setTimeout(START_MS);
  smtp = await startMailServer();
  server = spawn(process.execPath, demoServerArguments("../../.data/end-to-end-mail"), {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ...demoServerVariables(PORT),
      SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      MAIL_FROM: "AI Cost <ai-cost@example.com>",
    },
  });
  for await (const line of createInterface({ input: server.stdout }))
    if (line.startsWith("Ready on")) break;
  server.stdout.resume();
});
test.afterAll(async () => {
  const exited = once(server, "exit");
  server.kill("SIGTERM");
  await exited;
  await smtp.close();
});

/** Waits for a mail to this address with these words in its subject, and returns the first one. */
async function mailTo(address: string, subject: string, timeout = 20_000): Promise<ReceivedMail> {
  const find = () =>
    smtp.received.find(
      ({ envelope, subject: text }) => envelope.to.includes(address) && text?.includes(subject),
    );
  await expect.poll(() => find() !== undefined, { timeout }).toBe(true);
  const mail = find();
  if (!mail) throw new Error("there is no such mail");
  return mail;
}

const linkIn = ({ text }: ReceivedMail, path: string): string =>
  text?.match(new RegExp(`http://localhost:\\d+/alerts/${path}/\\S+`))?.[0] ?? "";

/** Adds an address to the channels of Beacon, and returns the link that its reader gets. */
async function addAddress(page: Page, address: string): Promise<string> {
  await signInByRequest(page.request, "owner");
  await page.goto(`${BEACON}/alerts`);
  await page.getByRole("button", { name: "Add channel" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("E-mail", { exact: true }).click();
  await dialog.getByLabel("Address").fill(address);
  await dialog.getByRole("button", { name: "Add channel" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("region", { name: address })).toContainText("Not confirmed");
  return linkIn(await mailTo(address, "Do you want the alerts of “Beacon”?"), "confirm");
}

test("an address is confirmed, gets an alert of a budget, and unsubscribes with one click", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(ALERT_MS + 60_000);
  const address = "reader@example.com";
  const link = await addAddress(page, address);
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(link);
  await expect(visitor.getByRole("heading", { name: "Get the alerts of Beacon?" })).toBeVisible();
  await expectNoViolations(visitor);
  await visitor.getByRole("button", { name: "Confirm the address" }).click();
  await expect(visitor.getByRole("heading", { name: "The address is confirmed" })).toBeVisible();
  await expectNoViolations(visitor);

  await page.goto(`${BEACON}/budgets`);
  await page.getByRole("button", { name: "Edit budget", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Monthly limit in US dollars").fill("1");
  await dialog.getByRole("button", { name: "Save budget" }).click();
  await expect(dialog).toHaveCount(0);
  const alert = await mailTo(address, "The budget of “Beacon” has reached 100 %", ALERT_MS);
  expect(alert.text).toContain("of $1.00 is spent this month (UTC)");

  const unsubscribePage = linkIn(alert, "unsubscribe");
  expect(alert.source).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  const form = { "List-Unsubscribe": "One-Click" };
  for (const body of [{ multipart: form }, { form }])
    expect((await request.post(`${unsubscribePage}/one-click`, body)).status()).toBe(200);
  await visitor.goto(`${unsubscribePage}/one-click`);
  await expect(visitor).toHaveURL(unsubscribePage);
  await expect(visitor.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  await expectNoViolations(visitor);
  const used = await visitor.goto(link);
  expect(used?.status()).toBe(404);
  await expect(visitor.getByRole("heading", { name: "This link is not valid" })).toBeVisible();
  await expectNoViolations(visitor);
  await page.goto(`${BEACON}/alerts`);
  await expect(page.getByRole("region", { name: address })).toContainText("Unsubscribed");
  await visitor.context().close();
});

test("without scripts, an address is confirmed and ends its alerts", async ({ page, browser }) => {
  const address = "text-only@example.com";
  const link = await addAddress(page, address);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const visitor = await context.newPage();
  await visitor.goto(link);
  await visitor.getByRole("button", { name: "Confirm the address" }).click();
  await expect(visitor.getByRole("heading", { name: "The address is confirmed" })).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: `Send test to ${address}` }).click();
  const test = await mailTo(address, "A test of the alerts of “Beacon”");
  await visitor.goto(linkIn(test, "unsubscribe"));
  await expect(visitor.getByRole("heading", { name: "End the alerts of Beacon?" })).toBeVisible();
  await visitor.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(visitor.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  await context.close();
});
