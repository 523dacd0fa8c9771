import type { DatabaseClient } from "@ai-cost/db";
import { vi } from "vitest";
import { type Context, createCaller, type SessionUser } from "../index";
import { contextSettings } from "./context-settings";
import { NOW } from "./fixture";

type Db = DatabaseClient["db"];

/** The context of a request by `user`, with a log that a test can inspect. */
export const contextOf = (db: Db, user: SessionUser | null, now = NOW) => ({
  db,
  user,
  now,
  requestId: "request-1",
  log: { warn: vi.fn<Context["log"]["warn"]>(), error: vi.fn<Context["log"]["error"]>() },
  ...contextSettings(db),
});

/** Calls procedures on the server as `user`. */
export const callerOf = (db: Db, user: SessionUser | null, now = NOW) =>
  createCaller(contextOf(db, user, now));
