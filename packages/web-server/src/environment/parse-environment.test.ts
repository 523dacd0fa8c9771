import { describe, expect, test } from "vitest";
import { parseEnvironment } from "./parse-environment";

const SECRET = "0123456789abcdef0123456789abcdef";
const OWN = "postgres://me:hidden-word@db.example.com:5432/costs";

const problem = (source: Record<string, string>) => {
  try {
    parseEnvironment(source);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

test("without variables: the embedded database on localhost:3000", () => {
  expect(parseEnvironment({})).toEqual({
    databaseUrl: undefined,
    isEmbedded: true,
    authSecret: undefined,
    allowsUnsafeDurability: false,
    port: 3000,
    host: "localhost",
    publicUrl: "http://localhost:3000",
    hostAppUrl: null,
    allowedHosts: [],
    trustedProxies: null,
    allowSignUp: false,
    ingestRequestsPerMinute: undefined,
    maxHeapMib: 768,
    newNamesPerDay: { agentTypes: 200, models: 500 },
    maxPendingInvitations: 20,
    maxMembers: 500,
    maxNewProjectsPerDay: 50,
    mail: null,
    allowsPrivateWebhooks: false,
  });
});

test("an operator's database replaces the embedded one, and the server listens on every address", () => {
  const source = {
    DATABASE_URL: OWN,
    EMBEDDED_DATABASE_URL: "postgres://x@127.0.0.1/y",
    AUTH_SECRET: SECRET,
  };
  expect(parseEnvironment(source)).toMatchObject({
    databaseUrl: OWN,
    isEmbedded: false,
    host: "0.0.0.0",
  });
});

test("an empty variable counts as absent", () => {
  expect(parseEnvironment({ DATABASE_URL: "", PORT: "", AUTH_SECRET: "" }).port).toBe(3000);
});

test("the rate limit of each key is a number", () => {
  const { ingestRequestsPerMinute } = parseEnvironment({ INGEST_REQUESTS_PER_MINUTE: "60000" });
  expect(ingestRequestsPerMinute).toBe(60_000);
});

test("the public URL has the port by default, and no slash at its end", () => {
  expect(parseEnvironment({ PORT: "8080" }).publicUrl).toBe("http://localhost:8080");
  expect(parseEnvironment({ PUBLIC_URL: "https://cost.example.com/" }).publicUrl).toBe(
    "https://cost.example.com",
  );
});

test("HOST_APP_URL may have a path", () => {
  const HOST_APP_URL = "https://app.example.com/home?team=1";
  expect(parseEnvironment({ HOST_APP_URL }).hostAppUrl).toBe(HOST_APP_URL);
});

test.each([
  ["ai-cost@example.com", { name: "", address: "ai-cost@example.com" }],
  ["AI Cost <ai-cost@example.com>", { name: "AI Cost", address: "ai-cost@example.com" }],
  ["Kosten, Büro <ai@example.com> ", { name: "Kosten, Büro", address: "ai@example.com" }],
])("mail is on with a mail server and the sender %s", (mailFrom, from) => {
  const smtpUrl = "smtps://me:hidden%40word@mail.example.com:465";
  expect(parseEnvironment({ SMTP_URL: smtpUrl, MAIL_FROM: mailFrom }).mail).toEqual({
    smtpUrl,
    from,
  });
});

test.each([
  { SMTP_URL: "smtp://me:hidden-word@mail.example.com" },
  { MAIL_FROM: "ai-cost@example.com" },
])("of the two variables for mail, one without the other is refused", (source) => {
  expect(problem(source)).toContain("SMTP_URL and MAIL_FROM must be set together");
  expect(problem(source)).not.toContain("hidden-word");
});

test.each([
  ["SMTP_URL", "mail.example.com:25"],
  ["SMTP_URL", "https://mail.example.com"],
  ["SMTP_URL", "smtp://"],
  ["SMTP_URL", "smtp://me@mail.example.com"],
  ["SMTP_URL", "smtp://me:hidden-word%@mail.example.com"],
  ["SMTP_URL", "smtp://me:hidden-word@mail.example.com?tls.rejectUnauthorized=false"],
  ["SMTP_URL", "smtp://me:hidden-word@mail.example.com/path"],
  ["MAIL_FROM", "AI Cost"],
  ["MAIL_FROM", "AI Cost <ai-cost>"],
  ["MAIL_FROM", "a@example.com, b@example.com"],
  ["MAIL_FROM", "AI\r\nBcc: c@example.com <a@example.com>"],
])("%s=%s is refused, and the value is not repeated", (name, value) => {
  const valid = { SMTP_URL: "smtp://mail.example.com", MAIL_FROM: "a@example.com" };
  const message = problem({ ...valid, [name]: value });
  expect(message).toMatch(new RegExp(`^${name} must `));
  expect(message).not.toContain("hidden-word");
  expect(message).not.toContain("c@example.com");
});

describe("each invalid variable has its message", () => {
  test.each([
    ["DATABASE_URL", "mysql://db/costs"],
    ["DATABASE_URL", "costs"],
    ["AUTH_SECRET", "short"],
    ["PORT", "abc"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3000.5"],
    ["PORT", "-1"],
    ["HOST", "http://localhost"],
    ["PUBLIC_URL", "cost.example.com"],
    ["PUBLIC_URL", "ftp://cost.example.com"],
    ["PUBLIC_URL", "https://cost.example.com/path"],
    ["HOST_APP_URL", "app.example.com"],
    ["HOST_APP_URL", "javascript:alert(1)"],
    ["ALLOWED_HOSTS", "https://cost.example.com"],
    ["ALLOWED_HOSTS", "cost.example.com,"],
    ["TRUSTED_PROXIES", "nginx"],
    ["TRUSTED_PROXIES", "192.0.2.0/33"],
    ["TRUSTED_PROXIES", "192.0.2.1,"],
    ["AUTH_ALLOW_SIGN_UP", "yes"],
    ["ALLOW_UNSAFE_DURABILITY", "1"],
    ["ALLOW_PRIVATE_WEBHOOKS", "yes"],
    ["MIGRATION_DATABASE_URL", OWN],
    ["MAX_HEAP_MIB", "255"],
    ["MAX_HEAP_MIB", "1G"],
    ["INGEST_REQUESTS_PER_MINUTE", "0"],
    ["INGEST_REQUESTS_PER_MINUTE", "6e3"],
    ["INGEST_REQUESTS_PER_MINUTE", "1000000001"],
    ["MAX_PENDING_INVITATIONS", "0"],
    ["MAX_MEMBERS", "-1"],
    ["MAX_NEW_PROJECTS_PER_DAY", "many"],
  ])("%s=%s", (name, value) => {
    const message = problem({ AUTH_SECRET: SECRET, [name]: value });
    expect(message?.split("\n")).toEqual([expect.stringContaining(name)]);
  });

  test("all invalid variables are reported at once", () => {
    expect(problem({ PORT: "abc", HOST: "a b", AUTH_SECRET: "short" })?.split("\n")).toHaveLength(
      3,
    );
  });

  test("an operator's database without a secret is refused, and its password is not repeated", () => {
    const message = problem({ DATABASE_URL: OWN, PORT: "abc" });
    expect(message).toContain("AUTH_SECRET must be set");
    expect(message).toContain("PORT");
    expect(message).not.toContain("hidden-word");
  });
});
