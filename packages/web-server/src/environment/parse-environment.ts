import type { BlockList } from "node:net";
import { Refusal } from "@ai-cost/domain";
import { z } from "zod";
import { isSmtpUrl, type MailSettings, parseMailFrom } from "./mail-settings";
import { type NamedHost, parseAllowedHosts } from "./named-host";
import { parseTrustedProxies } from "./trusted-proxies";

/** The settings of AI Cost, which operators set as environment variables. */
export interface Environment {
  /** The URL of the operator's database, or of the embedded database of a checkout. */
  databaseUrl: string | undefined;
  /** Whether `databaseUrl` is the embedded database. Only the embedded database has the demo accounts. */
  isEmbedded: boolean;
  authSecret: string | undefined;
  /** Whether the operator accepts a database that can lose acknowledged writes. */
  allowsUnsafeDurability: boolean;
  port: number;
  /** The address to listen on; `localhost` means 127.0.0.1 and ::1. */
  host: string;
  /** The URL at which people open the app, without a slash at the end. */
  publicUrl: string;
  /** The address of the application that AI Cost is a part of; null when it stands alone. */
  hostAppUrl: string | null;
  /** The hosts under which people open the app besides that of `publicUrl` and loopback. */
  allowedHosts: readonly NamedHost[];
  /** The proxies whose headers about the client and the host the app trusts; null without such a proxy. */
  trustedProxies: BlockList | null;
  allowSignUp: boolean;
  /** The number of requests per minute that each ingest key may send; undefined for the default. */
  ingestRequestsPerMinute: number | undefined;
  /** The most memory that the JavaScript objects of the server may take. */
  maxHeapMib: number;
  /** How many agent types and models each project may use for the first time in a day. */
  newNamesPerDay: { agentTypes: number; models: number };
  /** How many invitations of a project can wait for an answer. */
  maxPendingInvitations: number;
  /** How many members a project can have. */
  maxMembers: number;
  /** How many projects a person can create in a day. */
  maxNewProjectsPerDay: number;
  /** Null if the server sends no e-mail. */
  mail: MailSettings | null;
  /** Whether alerts may go to plain HTTP and to addresses that are not public. */
  allowsPrivateWebhooks: boolean;
}

const databaseUrl = (name: string) =>
  z
    .url({
      protocol: /^postgres(ql)?$/,
      error: `${name} must look like postgres://user:password@host:5432/name.`,
    })
    .optional();

function wholeNumber(name: string, max: number, min = 1) {
  const problem = `${name} must be a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d+$/, problem)
    .transform(Number)
    .pipe(z.number().min(min, problem).max(max, problem));
}

/** Enough for several of the largest requests with usage at a time: 512 MiB and what the server itself needs. */
const DEFAULT_MAX_HEAP_MIB = 768;

const trueOrFalse = (name: string) =>
  z.enum(["true", "false"], `${name} must be true or false.`).optional();

const newNamesVariables = {
  NEW_AGENT_TYPES_PER_DAY: wholeNumber("NEW_AGENT_TYPES_PER_DAY", 1_000_000).default(200),
  NEW_MODELS_PER_DAY: wholeNumber("NEW_MODELS_PER_DAY", 1_000_000).default(500),
};

const newNamesOf = (data: { NEW_AGENT_TYPES_PER_DAY: number; NEW_MODELS_PER_DAY: number }) => ({
  agentTypes: data.NEW_AGENT_TYPES_PER_DAY,
  models: data.NEW_MODELS_PER_DAY,
});

const variables = z.object({
  DATABASE_URL: databaseUrl("DATABASE_URL"),
  EMBEDDED_DATABASE_URL: databaseUrl("EMBEDDED_DATABASE_URL"),
  MIGRATION_DATABASE_URL: databaseUrl("MIGRATION_DATABASE_URL"),
  AUTH_SECRET: z
    .string()
    .min(
      32,
      "AUTH_SECRET must have at least 32 characters; `openssl rand -base64 32` generates one.",
    )
    .optional(),
  PORT: wholeNumber("PORT", 65535).optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "HOST must be a host name or an IP address, such as 0.0.0.0.")
    .optional(),
  PUBLIC_URL: z
    .string()
    .refine(
      isOrigin,
      "PUBLIC_URL must be an address without a path, such as https://cost.example.com.",
    )
    .transform((address) => new URL(address).origin)
    .optional(),
  HOST_APP_URL: z
    .url({
      protocol: /^https?$/,
      error: "HOST_APP_URL must be an address, such as https://app.example.com/home.",
    })
    .optional(),
  ALLOWED_HOSTS: z
    .string()
    .refine(
      (list) => parseAllowedHosts(list) !== null,
      "ALLOWED_HOSTS must be host names, each with or without a port, separated by commas, such as cost.internal, 192.0.2.7:3000.",
    )
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine(
      (list) => parseTrustedProxies(list) !== null,
      "TRUSTED_PROXIES must be IP addresses or ranges, separated by commas, such as 10.0.0.0/8, ::1.",
    )
    .optional(),
  AUTH_ALLOW_SIGN_UP: trueOrFalse("AUTH_ALLOW_SIGN_UP"),
  ALLOW_UNSAFE_DURABILITY: trueOrFalse("ALLOW_UNSAFE_DURABILITY"),
  ALLOW_PRIVATE_WEBHOOKS: trueOrFalse("ALLOW_PRIVATE_WEBHOOKS"),
  INGEST_REQUESTS_PER_MINUTE: wholeNumber("INGEST_REQUESTS_PER_MINUTE", 1_000_000_000).optional(),
  MAX_HEAP_MIB: wholeNumber("MAX_HEAP_MIB", 1_048_576, 256).default(DEFAULT_MAX_HEAP_MIB),
  ...newNamesVariables,
  MAX_PENDING_INVITATIONS: wholeNumber("MAX_PENDING_INVITATIONS", 10_000).default(20),
  MAX_MEMBERS: wholeNumber("MAX_MEMBERS", 10_000).default(500),
  MAX_NEW_PROJECTS_PER_DAY: wholeNumber("MAX_NEW_PROJECTS_PER_DAY", 1_000_000).default(50),
  SMTP_URL: z
    .string()
    .refine(
      isSmtpUrl,
      "SMTP_URL must look like smtps://user:password@mail.example.com:465, with special characters of the password percent-encoded.",
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .refine(
      (from) => parseMailFrom(from) !== null,
      "MAIL_FROM must be an address, such as AI Cost <ai-cost@example.com>.",
    )
    .optional(),
});

/**
 * Parses only the limits of new names, for commands that need no other variable. Throws a Refusal like
 * `parseEnvironment`.
 */
export function parseNewNamesPerDay(
  source: Record<string, string | undefined>,
): Environment["newNamesPerDay"] {
  const { data, error } = z.object(newNamesVariables).safeParse(withoutEmpty(source));
  if (!data) throw new Refusal(error.issues.map(({ message }) => message).join("\n"));
  return newNamesOf(data);
}

const withoutEmpty = (source: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));

/**
 * Parses and validates the environment variables. An empty variable counts as absent. Throws a Refusal
 * with one line for each invalid variable. The line leaves out the value if the value may be a secret.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const defined = withoutEmpty(source);
  const { data, error } = variables.safeParse(defined);
  const problems = error?.issues.map(({ message }) => message) ?? [];
  if (defined.DATABASE_URL && !defined.AUTH_SECRET) {
    problems.push(
      "AUTH_SECRET must be set when DATABASE_URL is: `openssl rand -base64 32` generates one. Keep it: a new one signs everybody out.",
    );
  }
  if (defined.MIGRATION_DATABASE_URL && !defined.DATABASE_URL)
    problems.push(
      "DATABASE_URL must be set when MIGRATION_DATABASE_URL is: the first is for the application's role, the second for the owner of the database.",
    );
  if (Boolean(defined.SMTP_URL) !== Boolean(defined.MAIL_FROM))
    problems.push(
      "SMTP_URL and MAIL_FROM must be set together: the first is the mail server, the second is the sender of the messages.",
    );
  if (!data || problems.length > 0) throw new Refusal(problems.join("\n"));
  const port = data.PORT ?? 3000;
  return {
    databaseUrl: data.DATABASE_URL ?? data.EMBEDDED_DATABASE_URL,
    isEmbedded: data.DATABASE_URL === undefined,
    authSecret: data.AUTH_SECRET,
    allowsUnsafeDurability: data.ALLOW_UNSAFE_DURABILITY === "true",
    port,
    host: data.HOST ?? (data.DATABASE_URL ? "0.0.0.0" : "localhost"),
    publicUrl: data.PUBLIC_URL ?? new URL(`http://localhost:${port}`).origin,
    hostAppUrl: data.HOST_APP_URL ?? null,
    allowedHosts: (data.ALLOWED_HOSTS && parseAllowedHosts(data.ALLOWED_HOSTS)) || [],
    trustedProxies: data.TRUSTED_PROXIES ? parseTrustedProxies(data.TRUSTED_PROXIES) : null,
    allowSignUp: data.AUTH_ALLOW_SIGN_UP === "true",
    ingestRequestsPerMinute: data.INGEST_REQUESTS_PER_MINUTE,
    maxHeapMib: data.MAX_HEAP_MIB,
    newNamesPerDay: newNamesOf(data),
    maxPendingInvitations: data.MAX_PENDING_INVITATIONS,
    maxMembers: data.MAX_MEMBERS,
    maxNewProjectsPerDay: data.MAX_NEW_PROJECTS_PER_DAY,
    mail: mailSettings(data.SMTP_URL, data.MAIL_FROM),
    allowsPrivateWebhooks: data.ALLOW_PRIVATE_WEBHOOKS === "true",
  };
}

function mailSettings(smtpUrl = "", mailFrom = ""): MailSettings | null {
  const from = parseMailFrom(mailFrom);
  return smtpUrl && from ? { smtpUrl, from } : null;
}

function isOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, pathname, search, hash, username } = new URL(address);
  return /^https?:$/.test(protocol) && pathname === "/" && `${search}${hash}${username}` === "";
}
