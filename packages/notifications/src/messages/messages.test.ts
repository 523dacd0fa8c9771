import { describe, expect, test } from "vitest";
import { smtpTransport } from "../mail/smtp-transport";
import { startMailServer } from "../testing/mail-server";
import { type Invitation, invitationMail } from "./invitation-mail";
import { passwordResetMail } from "./password-reset-mail";

const INVITATION: Invitation = {
  recipient: "grace@example.com",
  inviter: { name: "Ada Lovelace", email: "ada@example.com" },
  productName: "Checkout agents",
  role: "admin",
  url: "https://cost.example.com/invitations/inv_abc",
  validUntil: new Date("2026-12-05T12:00:00Z"),
};

/** Sends a message to a real server and returns it as a mail program reads it. */
async function received(message: ReturnType<typeof invitationMail>) {
  const server = await startMailServer();
  const from = { name: "AI Cost", address: "ai-cost@example.com" };
  const send = smtpTransport(`smtp://127.0.0.1:${server.port}`, from);
  await send({ id: "1", createdAt: new Date(0), ...message }, AbortSignal.timeout(10_000));
  const mail = await server.message();
  await server.close();
  return mail;
}

test("the invitation says who invites, to which product, in which role, until when, and what to do otherwise", async () => {
  const { subject, text, envelope } = await received(invitationMail(INVITATION));
  expect(envelope.to).toEqual(["grace@example.com"]);
  expect(subject).toBe("Ada Lovelace invites you to “Checkout agents”");
  expect(
    text,
  ).toBe(`Ada Lovelace (ada@example.com) invites you to the product “Checkout agents” in AI Cost & Budget, as an admin.

AI Cost & Budget shows what the AI agents of a product cost. You see this product after you have accepted.

Open the invitation:
https://cost.example.com/invitations/inv_abc

The link is valid until 5 December 2026 at 12:00 UTC and can be used once. It is only for you: do not forward this message.

If you do not know the sender or did not expect this, ignore this message. Nothing happens unless you accept.

--${" "}
AI Cost & Budget
`);
});

test("the reset names the account, the hour, and what to do otherwise", async () => {
  const { subject, text } = await received(
    passwordResetMail({
      recipient: "grace@example.com",
      url: "https://cost.example.com/reset-password/rst_abc",
      validUntil: new Date("2026-11-28T13:05:00Z"),
    }),
  );
  expect(subject).toBe("Reset your password for AI Cost & Budget");
  expect(text).toContain("the account grace@example.com");
  expect(text).toContain("https://cost.example.com/reset-password/rst_abc\n");
  expect(text).toContain("valid for one hour, until 28 November 2026 at 13:05 UTC");
  expect(text).toContain("If that was not you, ignore this message.");
});

describe("a name that somebody chose to do harm", () => {
  test("is text in the HTML", async () => {
    const name = `<img src=x onerror=alert(1)>"'&`;
    const { html, text } = await received(
      invitationMail({ ...INVITATION, productName: name, inviter: { name, email: name } }),
    );
    expect(html).not.toMatch(/<img|"'/);
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;");
    expect(text).toContain(name);
  });

  test("adds no header and no recipient", async () => {
    const name = "x\r\nBcc: eve@example.com\r\nContent-Type: text/html\r\n\r\n<b>";
    const mail = await received(
      invitationMail({
        ...INVITATION,
        productName: name,
        inviter: { name, email: "a@example.com" },
      }),
    );
    expect(mail.envelope.to).toEqual(["grace@example.com"]);
    expect(mail.headers.has("bcc")).toBe(false);
    expect(mail.headers.get("content-type")).toMatchObject({ value: "multipart/alternative" });
    expect(mail.text?.split("\n")[0]).toContain("invites you to the product");
  });

  test("is cut", async () => {
    const { subject } = await received(
      invitationMail({ ...INVITATION, productName: "x".repeat(10_000) }),
    );
    expect(subject?.length).toBeLessThan(200);
  });

  test("does not reorder the words around it", async () => {
    const mail = invitationMail({ ...INVITATION, productName: "\u202eמוצר\u2069 abc" });
    expect(mail.subject).toBe("Ada Lovelace invites you to “\u2068מוצר abc\u2069”");
    expect((await received(mail)).subject).toBe(mail.subject);
  });
});
