import { PASSWORD, type RawRequest, sendRaw } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

const ROUNDS = { short: 1, normal: 10, long: 100 };
/** The number of bytes that a request of somebody who is not signed in may add to the log. */
const MOST_LOGGED_BYTES = 1_024;
const MARK = "https://evil.example/";
const SETTLE_MS = 300;

const ROUTES: Readonly<Record<string, object>> = {
  "/api/auth/sign-in/email": { email: "ada@example.com", password: PASSWORD },
  "/api/auth/sign-up": { email: "ada@example.com", name: "Ada", password: PASSWORD },
  "/api/auth/sign-out": {},
  "/api/auth/change-password": { currentPassword: PASSWORD, newPassword: PASSWORD },
};
/** The fields that the library reads although no form of ours has them, and one that nobody knows. */
const FIELDS = ["callbackURL", "redirectTo", "errorCallbackURL", "newUserCallbackURL", "unheard"];

faultCase({
  id: "A21",
  title:
    "an unknown field of a sign-in body is refused before anything is counted, hashed or logged",
  seenRedBy:
    "a sign-in body that may have any fields, for which the library answered an unknown field with 403",
  async run({ environment, scale }) {
    const findings = new Findings();
    const { owner, server } = environment;
    await owner.sql`delete from rate_limits`;
    let logged = "";
    server.onLine = (line) => {
      logged += `${line}\n`;
    };
    for (let round = 0; round < ROUNDS[scale]; round += 1)
      for (const { request, isRefused } of requestsTo(server.url)) {
        // The server closes the connection of a body that is much too large while it arrives.
        const { status } = await sendRaw(server.url, request).catch(() => ({ status: 413 }));
        findings.hits += 1;
        if (isRefused && ![400, 413].includes(status))
          findings.add(`${request.path} answers an unknown field with ${status}`);
        if (status >= 500) findings.add(`${request.path} answers ${status}`);
      }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    server.onLine = () => {};
    const bytesPerRequest = logged.length / findings.hits;
    if (bytesPerRequest > MOST_LOGGED_BYTES)
      findings.add(`a request adds ${bytesPerRequest} bytes to the log`);
    const counters = await owner.sql`
      select 1 from rate_limits where starts_with(key, 'signInByAccount')`;
    if (counters.length > 0) findings.add("a refused body counts as a wrong password");
    return {
      hits: findings.hits,
      figures: {
        requests: findings.hits,
        "logged bytes": logged.length,
        "logged bytes a request": Math.round(bytesPerRequest),
      },
      problems: findings.problems,
    };
  },
});

/** Requests with an unknown field in the body, and with long values where the library looks for addresses. */
function requestsTo(origin: string): { request: RawRequest; isRefused: boolean }[] {
  const headers = { "content-type": "application/json", origin };
  return Object.entries(ROUTES).flatMap(([path, body]) => [
    ...FIELDS.flatMap((field) =>
      [600_000, 2_000, 0].map((length) => ({
        isRefused: true,
        request: {
          ...{ path, method: "POST", headers },
          body: JSON.stringify({ ...body, [field]: MARK + "x".repeat(length) }),
        },
      })),
    ),
    ...[
      { path: `${path}?callbackURL=${encodeURIComponent(MARK + "x".repeat(6_000))}`, headers },
      {
        path,
        headers: { ...headers, cookie: "a=b", origin: "null", referer: MARK + "x".repeat(6_000) },
      },
    ].map((request) => ({ isRefused: false, request: { ...request, method: "POST", body: "{}" } })),
  ]);
}
