import { type RawResponse, sendRaw } from "@ai-cost/testing";

/** Makes a server believe `x-forwarded-for`, so that a case can choose the source address of a request. */
export const TRUSTS_THIS_MACHINE = { TRUSTED_PROXIES: "127.0.0.1" };

export const WRONG_PASSWORD = "a wrong password";

/** Tries to sign in. A server that trusts this machine sees `address` as the source address. */
export const signInFrom = (
  serverUrl: string,
  { email, password, address }: { email: string; password: string; address: string },
): Promise<RawResponse> =>
  sendRaw(serverUrl, {
    path: "/api/auth/sign-in/email",
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: serverUrl,
      "x-forwarded-for": address,
    },
    body: JSON.stringify({ email, password }),
  });
