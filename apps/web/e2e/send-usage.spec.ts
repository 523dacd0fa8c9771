import type { Page } from "@playwright/test";
import { ATLAS } from "./demo-story";
import { expect, openSession, test } from "./test";

interface Call {
  requestId: string;
  model: string;
  costUsd?: number;
}

/** The request, in JSON, that Claude Code's exporter sends after one model call. */
function apiRequest({ requestId, model, costUsd }: Call) {
  const attributes = Object.entries({
    "event.name": "api_request",
    "session.id": "0f6c5d5e-6a0f-4a53-9f0e-0d2a7e3c1b11",
    model,
    request_id: requestId,
    input_tokens: 1200,
    output_tokens: 350,
    cache_read_tokens: 8000,
    cache_creation_tokens: 0,
    ...(costUsd && { cost_usd: costUsd }),
  }).map(([key, value]) => ({ key, value: { stringValue: String(value) } }));
  const timeUnixNano = `${BigInt(Date.now()) * 1_000_000n}`;
  const record = { timeUnixNano, body: { stringValue: "claude_code.api_request" }, attributes };
  return {
    resourceLogs: [
      {
        resource: {
          attributes: [{ key: "service.name", value: { stringValue: "claude-code" } }],
        },
        scopeLogs: [{ scope: { name: "com.anthropic.claude_code.events" }, logRecords: [record] }],
      },
    ],
  };
}

/** Sends usage as an exporter does: to the address on the page, with the key and without a cookie. */
async function send(page: Page, key: string, call: Call): Promise<number> {
  const settings = await page.locator("code").filter({ hasText: '"env"' }).textContent();
  const endpoint = JSON.parse(settings ?? "").env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const response = await fetch(`${endpoint}/v1/logs`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(apiRequest(call)),
  });
  return response.status;
}

async function newProduct(page: Page, name: string) {
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New product" }).click();
  await page.getByLabel("Name").fill(`${name} ${Date.now()}`);
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/ai-cost$/);
}

async function createKey(page: Page, name: string): Promise<string> {
  await page.getByLabel("Name of the key").fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("heading", { name: `The key ${name} was created` })).toBeVisible();
  return (
    (await page
      .locator("code")
      .filter({ hasText: /^aicost_/ })
      .textContent()) ?? ""
  );
}

test("a new product: a key, the lines, the first event, its spend, and revoking the key", async ({
  page,
}) => {
  await openSession(page, "stranger");
  await newProduct(page, "Sender");
  const arrival = page.getByRole("region", { name: "See it arrive" });
  await expect(arrival).toContainText("Waiting for the first event…");

  const key = await createKey(page, "laptop");
  expect(key).toMatch(/^aicost_[0-9a-f]{32}_[\w-]{43}$/);
  await expect(page.getByRole("figure").filter({ hasText: "CLAUDE_CODE" }).first()).toContainText(
    `Authorization=Bearer ${key}`,
  );
  const call = { requestId: "req_1", model: "claude-sonnet-4-5", costUsd: 0.0421 };
  expect(await send(page, key, call)).toBe(200);
  await expect(arrival).toContainText("The first event has arrived.");
  await expect(arrival).toContainText("Claude code");
  await expect(arrival).toContainText("claude-sonnet-4-5");
  await expect(arrival).toContainText("$0.0421");
  expect(page.url()).not.toContain(key);

  expect(await send(page, key, call)).toBe(200);
  await arrival.getByRole("button", { name: "See the spend" }).click();
  await expect(page.getByRole("region", { name: "Total Spend" })).toContainText("$0.0421");
  await expect(page.getByRole("region", { name: "Agent Jobs" })).toContainText("1 charged");
  await expect(page.getByRole("row", { name: /Claude code/ })).toContainText("100.0");

  await page.getByRole("link", { name: "Send usage" }).click();
  await expect(page.getByRole("heading", { name: "Send usage" })).toBeVisible();
  expect(await page.content()).not.toContain(key);
  await expect(page.getByText("Waiting for the next event…")).toBeVisible();
  expect(await send(page, key, { ...call, requestId: "req_2" })).toBe(200);
  await expect(page.getByText("A new event has arrived.")).toBeVisible();

  const row = page.getByRole("row", { name: /laptop/ });
  await expect(row).not.toContainText("never");
  await row.getByRole("button", { name: /Revoke laptop/ }).click();
  await page.getByRole("button", { name: "Revoke the key" }).click();
  await expect(row).toContainText("Revoked");
  expect(await send(page, key, { ...call, requestId: "req_3" })).toBe(401);
});

test("the cost page shows new usage without a click", async ({ page }) => {
  await openSession(page, "stranger");
  await newProduct(page, "Watcher");
  const key = await createKey(page, "ci");
  const call = { requestId: "req_1", model: "claude-sonnet-4-5", costUsd: 1.25 };
  await send(page, key, call);
  const total = page.getByRole("region", { name: "Total Spend" });
  await expect(total).toContainText("$1.25", { timeout: 15_000 });
  await send(page, key, { ...call, requestId: "req_2" });
  await expect(total).toContainText("$2.50", { timeout: 15_000 });
});

test("a model without a price gets one, starting from the cost page", async ({ page }) => {
  await openSession(page, "stranger");
  await newProduct(page, "Pricer");
  const key = await createKey(page, "laptop");
  await send(page, key, { requestId: "req_1", model: "house-model-7b" });
  await page.getByRole("button", { name: "See the spend" }).click();
  await page.getByRole("link", { name: "See the models" }).click();
  await page.getByRole("button", { name: "Set price of house-model-7b" }).click();
  await page.getByLabel("Input").fill("3");
  await page.getByLabel("Output").fill("15");
  await page.getByRole("button", { name: "Save price" }).click();
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(page.getByRole("region", { name: "Custom prices" })).toContainText("$15.00");

  // The price is applied to the past charge.
  const unpriced = page.getByRole("region", { name: "Models without a price" });
  await unpriced
    .getByRole("button", { name: "Apply the price to 1 past charge of house-model-7b" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Apply the price to past charges" });
  const preview = dialog.getByText(/^Adds \$/);
  const [amount = ""] = /\$[\d.]+/.exec((await preview.textContent()) ?? "") ?? [];
  await dialog.getByRole("button", { name: "Apply to 1 charge" }).click();
  await expect(dialog.getByRole("status")).toHaveText(`1 charge priced, ${amount} added.`);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(unpriced).toContainText("Every call has a cost.");
  await page.getByRole("link", { name: "Audit trail" }).click();
  await expect(page.getByRole("row", { name: /Applied a price to past charges/ })).toContainText(
    "house-model-7b: 1 past charge",
  );
  await page.getByRole("link", { name: "AI Cost & Budget" }).click();
  await expect(page.getByRole("region", { name: "Total Spend" })).toContainText(amount);
  await expect(page.getByRole("region", { name: "Total Spend" })).not.toContainText("at least");
  await page.getByRole("link", { name: "Prices & agents" }).click();

  await page.getByRole("button", { name: "Set agent type of reports without a name" }).click();
  await page.getByRole("combobox", { name: "Agent type" }).fill("research");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Reports without a name/ })).toContainText("Research");
});

test("with the keyboard alone: name, create, copy", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openSession(page, "stranger");
  await newProduct(page, "Keyboard");
  await page.goto(page.url().replace("/ai-cost", "/send-usage"));
  await page.getByLabel("Name of the key").focus();
  await page.keyboard.type("typed");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "The key typed was created" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Copy: Key" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copy: Key" })).toHaveText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^aicost_/);

  await page.getByRole("radio", { name: "Claude Code" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/source=codex/);
  await expect(page.getByRole("figure").filter({ hasText: "config.toml" })).toContainText(
    "aicost_",
  );
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Claude Code" })).toBeChecked();
});

test("a member reads how to send usage, but cannot create a key in any way", async ({
  page,
  baseURL,
}) => {
  await openSession(page, "member");
  await page.goto(`${ATLAS}/send-usage`);
  await expect(page.getByText(/Only owners and admins can create keys/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Create key" })).toHaveCount(0);
  const response = await page.request.post("/api/trpc/ingestKeys.create", {
    data: { projectId: ATLAS.split("/").at(-1), name: "mine" },
    headers: { origin: baseURL ?? "" },
  });
  expect(response.status()).toBe(403);
});
