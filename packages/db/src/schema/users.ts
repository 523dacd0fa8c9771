import { boolean, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** A person. The library better-auth defines the columns of this table and of `sessions`, `accounts` and `verifications`. */
export const users = pgTable("users", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** The e-mail address in lower case. */
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  /** The URL of a picture. NULL when there is no picture. */
  image: text("image"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

const userId = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** The session of a browser in which a person is signed in. */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    /** The token in the cookie. */
    token: text("token").notNull().unique(),
    userId: userId(),
    expiresAt: instant("expires_at").notNull(),
    /** The IP address that the person signed in from. NULL when it is unknown. */
    ipAddress: text("ip_address"),
    /** The browser's `User-Agent` header. NULL when the browser sent none. */
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    /** When a request last used the session, exact to five minutes. NULL before the second request. */
    lastSeenAt: instant("last_seen_at"),
  },
  (table) => [index("sessions_user_id").on(table.userId)],
);

/**
 * A person's credentials. People sign in with a password, so the columns for other providers are NULL.
 */
export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: userId(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    /** The password's hash. NULL for an account without a password. */
    password: text("password"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("accounts_user_id").on(table.userId)],
);

/** Hashes of secrets that can be used once, such as the code for the first account. */
export const verifications = pgTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("verifications_identifier").on(table.identifier)],
);

/**
 * The source addresses from which a person has signed in with the right password. The limit of all wrong
 * passwords for an account does not block them.
 */
export const signedInAddresses = pgTable(
  "signed_in_addresses",
  {
    userId: userId(),
    /** The IP address; of an IPv6 address, the network of 64 bits. */
    address: text("address").notNull(),
    lastSignedInAt: instant("last_signed_in_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.address] })],
);
