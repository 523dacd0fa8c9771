import type { Finding } from "./finding";

/** Any IP address. */
const ADDRESS = /^[\d.:a-f]+$/i;

interface Allowance {
  file: string;
  what: string | RegExp;
  why: string;
}

/** The findings that are permitted, each with the reason. */
export const ALLOWED: readonly Allowance[] = [
  {
    file: "docker-compose.yml",
    what: "PostgreSQLConnection",
    why: "only the other container reaches that Postgres: its port is not published",
  },
  {
    file: "packages/notifications/src/testing/certificate/localhost-key.pem",
    what: "PrivateKey",
    why: "of a certificate for localhost, which only the tests trust",
  },
  {
    file: "packages/web-server/src/environment/parse-environment.test.ts",
    what: "PostgreSQLConnection",
    why: "made up, on a reserved domain",
  },
  {
    file: "packages/notifications/src/channels/public-address.test.ts",
    what: ADDRESS,
    why: "it tests which addresses are public",
  },
  {
    file: "packages/notifications/src/channels/post-json.test.ts",
    what: ADDRESS,
    why: "it tests that messages go to public addresses only",
  },
  {
    file: "packages/notifications/src/channels/target-problem.test.ts",
    what: ADDRESS,
    why: "it tests which targets are refused",
  },
  {
    file: "packages/notifications/src/channels/target-problem.test.ts",
    what: "IncomingWebhook",
    why: "made up, to test that a target is never shown whole",
  },
  {
    file: "packages/notifications/src/channels/public-address.ts",
    what: ADDRESS,
    why: "virtual machines of Azure reach the platform there, so it is not public",
  },
];

export const allows = ({ file, what }: Allowance, finding: Finding): boolean =>
  file === finding.file &&
  (typeof what === "string" ? what === finding.what : what.test(finding.what));

export const isAllowed = (finding: Finding): boolean =>
  ALLOWED.some((allowance) => allows(allowance, finding));
