import { test as base, expect, type Page } from "@playwright/test";

export type Role = "owner" | "admin" | "member" | "stranger";

/** With one click, as a visitor of the demo does. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: `Continue as ${role}` }).click();
  await page.waitForURL("**/dashboard");
}

/** The same session without the page, for a journey that begins behind it. */
export async function openSession(page: Page, role: Role): Promise<void> {
  const answer = await page.request.post("/api/auth/sign-in/email", {
    data: { email: `${role}@example.com`, password: "demo-password" },
  });
  expect(answer.status()).toBe(200);
}

/** A page whose answer was meant to be a refusal is the only thing that a browser may complain of. */
const isMeant = (message: string) => /status of 4\d\d/.test(message);

/**
 * Until React has taken over every button: a journey is faster than any person, and a click before
 * that is lost. A page without scripts has nothing to wait for.
 */
async function waitForHydration(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("button")].every((button) =>
      Object.keys(button).some((key) => key.startsWith("__react")),
    ),
  );
}

/** Every journey fails on an error in the browser's console, hydration's mismatches among them. */
export const test = base.extend<{ quietConsole: undefined }>({
  page: async ({ page, javaScriptEnabled }, use) => {
    const goto = page.goto.bind(page);
    page.goto = async (...where) => {
      const answer = await goto(...where);
      if (javaScriptEnabled !== false) await waitForHydration(page);
      return answer;
    };
    await use(page);
  },
  quietConsole: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error" && !isMeant(message.text())) complaints.push(message.text());
      });
      context.on("weberror", (error) => complaints.push(String(error.error())));
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
