import {
  type APIRequestContext,
  test as base,
  type Cookie,
  expect,
  type Page,
} from "@playwright/test";

export type Role = "owner" | "admin" | "member" | "stranger";

/** Signs in on the sign-in page with one click, as a visitor of the demo does. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: `Continue as ${role}` }).click();
  await page.waitForURL("**/dashboard");
}

/** Signs in by an HTTP request. No other test uses this session, so the calling test may end it. */
export async function signInByRequest(request: APIRequestContext, role: Role): Promise<void> {
  const response = await request.post("/api/auth/sign-in/email", {
    data: { email: `${role}@example.com`, password: "demo-password" },
  });
  expect(response.status()).toBe(200);
}

/** The session cookies of each role, for all tests of this worker. */
const sessions = new Map<Role, Cookie[]>();

/**
 * Opens the session of a role without the sign-in page. All tests of a worker share this session, so a
 * test must not end it.
 */
export async function openSession(page: Page, role: Role): Promise<void> {
  const cookies = sessions.get(role);
  if (cookies) return page.context().addCookies(cookies);
  await signInByRequest(page.request, role);
  sessions.set(role, await page.context().cookies());
}

/** Whether a console error is the browser's note about a 4xx response. A test may cause only such errors. */
const isExpected = (message: string) => /status of 4\d\d/.test(message);

/**
 * Waits until React has hydrated every button, because a click before hydration has no effect. Without
 * JavaScript it would wait forever, because no button is ever hydrated.
 */
async function waitForHydration(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("button")].every((button) =>
      Object.keys(button).some((key) => key.startsWith("__react")),
    ),
  );
}

/**
 * The test function of all browser tests. A test fails when the browser's console shows an unexpected
 * error, such as a hydration mismatch.
 */
export const test = base.extend<{ quietConsole: undefined }>({
  page: async ({ page, javaScriptEnabled }, use) => {
    const goto = page.goto.bind(page);
    page.goto = async (...where) => {
      const response = await goto(...where);
      if (javaScriptEnabled !== false) await waitForHydration(page);
      return response;
    };
    await use(page);
  },
  quietConsole: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error" && !isExpected(message.text())) errors.push(message.text());
      });
      context.on("weberror", (error) => errors.push(String(error.error())));
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
