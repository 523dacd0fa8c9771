/** A host as a request or a setting names it. */
export interface NamedHost {
  /** The name or the IP address, in lower case and without a dot at the end; IPv6 in brackets. */
  name: string;
  /** Null where the text names no port. */
  port: number | null;
}

const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::(\d{0,5}))?$/i;

/**
 * Parses the text of a `Host` header, such as `cost.example.com:8080` or `[::1]`. Returns null for a text
 * that browsers would not send.
 */
export function parseHost(text: string): NamedHost | null {
  const match = HOST.exec(text);
  if (!match || !URL.canParse(`http://${text}`)) return null;
  const { hostname } = new URL(`http://${text}`);
  return { name: hostname.replace(/\.$/, ""), port: match[1] ? Number(match[1]) : null };
}

/** Parses a list of hosts such as `cost.internal, 192.0.2.7:3000`. Returns null if an item is not a host. */
export function parseAllowedHosts(list: string): NamedHost[] | null {
  const hosts = list.split(",").map((text) => parseHost(text.trim()));
  return hosts.every((host) => host !== null) ? hosts : null;
}
