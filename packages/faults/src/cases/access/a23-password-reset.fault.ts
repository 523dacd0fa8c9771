import { makePerson, type Person, signIn } from "@ai-cost/testing";
import { WatchedBrowser } from "../../browser/watched-browser";
import { isSessionValid } from "../../fixture/session-cookie";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { resetLinksIn, resetPathFor, startResetServer } from "./reset-server";

const NEW_PASSWORD = "a new password for the faults";
const ROUNDS = { short: 1, normal: 3, long: 10 };

faultCase({
  id: "A23",
  title: "a forgotten password is reset only by the link in the mail, once, and ends all sessions",
  seenRedBy:
    "links that stay valid after they were used, and sessions that outlive a reset: both were found",
  async run({ environment, scale }) {
    const findings = new Findings();
    const { db, sql } = environment.owner;
    const { server, mail } = await startResetServer(environment);
    for (let round = 1; round <= ROUNDS[scale]; round += 1) {
      await sql`delete from rate_limits`;
      const person = await makePerson(db, server.url, `forgetful-${round}`);
      const browser = await WatchedBrowser.open(server.url, null);
      try {
        await requestLink(browser, person);
        const path = await resetPathFor(mail, person.email);
        if (!(await isSessionValid(server.url, person.cookie)))
          findings.add("a request for a link ended a session");
        await chooseNewPassword(browser, path, findings);
        if (await isSessionValid(server.url, person.cookie))
          findings.add("a session is valid after the password was reset");
        await signIn(server.url, person.email, NEW_PASSWORD).catch((error) =>
          findings.add(`the new password is refused: ${error.message}`),
        );
        const isOldValid = await signIn(server.url, person.email).then(
          () => true,
          () => false,
        );
        if (isOldValid) findings.add("the old password still signs in");
        const again = await browser.visit(path);
        if (!again.includes("This link is no longer valid"))
          findings.add("a link that was used opens the form again");
        for (const violation of browser.violations) findings.add(violation);
        findings.hits += 1;
      } finally {
        await browser.close();
      }
    }
    await sql`delete from rate_limits`;
    const links = resetLinksIn(mail);
    if (links > ROUNDS[scale])
      findings.add(`${links} links were sent for ${ROUNDS[scale]} requests`);
    return { hits: findings.hits, figures: { resets: findings.hits }, problems: findings.problems };
  },
});

async function requestLink({ page }: WatchedBrowser, { email }: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: /forgot/i }).click();
  await page.waitForURL("**/forgot-password");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await page.getByText("a message is on its way").waitFor();
}

async function chooseNewPassword(
  browser: WatchedBrowser,
  path: string,
  findings: Findings,
): Promise<void> {
  const { page } = browser;
  await browser.visit(path);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Save password" }).click();
  await page.waitForURL("**/sign-in?password=changed");
  const text = await browser.visit("/sign-in?password=changed");
  if (!/password/i.test(text)) findings.add("the sign-in page does not say that it was changed");
}
