const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** The origin of the public address; for a loopback one all names of this machine, with that port. */
export function trustedOrigins(baseUrl: string): string[] {
  const url = new URL(baseUrl);
  if (!LOOPBACK_HOSTS.includes(url.hostname)) return [url.origin];
  const port = url.port ? `:${url.port}` : "";
  return LOOPBACK_HOSTS.map((host) => `${url.protocol}//${host}${port}`);
}
