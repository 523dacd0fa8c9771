import { BlockList, isIP } from "node:net";
import { type Finding, findPatterns, lineAt } from "./finding";

/**
 * Matches an IPv4 address, except one before a prefix of at most 16 bits, such as `10.0.0.0/8`. Such a
 * general network belongs to nobody in particular.
 */
const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\w|\/(?:\d|1[0-6])\b)/g;
const IPV6 = /(?<![\w:.])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:]|\.\d|\/(?:\d|1[0-6])\b)/gi;
const EMAIL = /[\w.+-]+@(?:[a-z][a-z\d-]*\.)+[a-z]{2,}/gi;
const RESERVED_DOMAIN = /[@.]example(?:\.(?:com|net|org))?$/i;
const PLACES = {
  "a folder of somebody's machine":
    /(?<![\w.@/])\/(?:home|root|Users)\/[\w.-]|[A-Z]:\\+Users\\+\w/g,
  "a registry's host": /\bregistry\.[a-z\d-]+\.[a-z]/gi,
};

/**
 * The addresses that belong to nobody: loopback addresses, the unspecified address, and the addresses
 * for documentation (RFC 5737, RFC 3849).
 */
const NOBODYS = new BlockList();
NOBODYS.addAddress("0.0.0.0");
NOBODYS.addSubnet("127.0.0.0", 8);
NOBODYS.addSubnet("192.0.2.0", 24);
NOBODYS.addSubnet("198.51.100.0", 24);
NOBODYS.addSubnet("203.0.113.0", 24);
NOBODYS.addAddress("::", "ipv6");
NOBODYS.addAddress("::1", "ipv6");
NOBODYS.addSubnet("2001:db8::", 32, "ipv6");

/**
 * Finds addresses that could belong to somebody: IP addresses, e-mail addresses, home folders and hosts
 * of registries.
 */
export function findAddresses(file: string, text: string): Finding[] {
  return [
    ...findTexts(file, text, IPV4, isSomebodysIp),
    ...findTexts(file, text, IPV6, isSomebodysIp),
    ...findTexts(file, text, EMAIL, (email) => !RESERVED_DOMAIN.test(email)).map(hideName),
    ...findPatterns(file, text, PLACES),
  ];
}

function findTexts(
  file: string,
  text: string,
  pattern: RegExp,
  isFinding: (found: string) => boolean,
): Finding[] {
  return [...text.matchAll(pattern)]
    .filter(([found]) => isFinding(found))
    .map(({ 0: what, index }) => ({ file, line: lineAt(text, index), what }));
}

/** Hides the text before the @, because it may be the password in a database URL. */
const hideName = ({ what, ...where }: Finding): Finding => ({
  ...where,
  what: what.replace(/^.*@/, "…@"),
});

function isSomebodysIp(found: string): boolean {
  const version = isIP(found);
  return version !== 0 && !NOBODYS.check(found, version === 4 ? "ipv4" : "ipv6");
}
