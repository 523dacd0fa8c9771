import { boolean, index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** A person. The four tables of this file have the shape that better-auth reads and writes. */
export const users = pgTable("users", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** Lower case. */
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  /** An address of a picture; NULL without one. */
  image: text("image"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

const userId = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** A signed-in browser. */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    /** What the cookie bears. */
    token: text("token").notNull().unique(),
    userId: userId(),
    expiresAt: instant("expires_at").notNull(),
    /** Where the sign-in came from; NULL when it was not told. */
    ipAddress: text("ip_address"),
    /** What the browser calls itself; NULL when it did not say. */
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("sessions_user_id").on(table.userId)],
);

/** A way for a person to sign in. What belongs to other providers than a password is NULL here. */
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
    /** Hashed; NULL for an account without one. */
    password: text("password"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("accounts_user_id").on(table.userId)],
);

/** Secrets that wait to be used once, such as the code for the first account, hashed. */
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
