import { expect, test } from "vitest";
import { mailLine } from "./mail-line";

test("without a mail server, the line says what turns e-mail on", () => {
  expect(mailLine({ mail: null })).toMatch(/^E-mail is off.*SMTP_URL and MAIL_FROM/);
});

test("with a mail server, the line names it and the sender, and not the user and the password", () => {
  const mail = {
    smtpUrl: "smtps://me:hidden-word@mail.example.com:465",
    from: { name: "AI Cost", address: "ai-cost@example.com" },
  };
  expect(mailLine({ mail })).toBe(
    "E-mail goes out through mail.example.com:465, from ai-cost@example.com.",
  );
});
