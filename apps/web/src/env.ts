import { Refusal } from "@ai-cost/domain";
import { type Environment, parseEnvironment } from "@ai-cost/web-server/environment";

export type ServerEnvironment = Environment & { databaseUrl: string; authSecret: string };

let parsed: ServerEnvironment | undefined;

/** This server's environment, parsed once. Throws a Refusal when the environment is invalid. */
export function environment(): ServerEnvironment {
  parsed ??= requireAll(parseEnvironment(process.env));
  return parsed;
}

function requireAll({ databaseUrl, authSecret, ...rest }: Environment): ServerEnvironment {
  if (!databaseUrl)
    throw new Refusal("DATABASE_URL must be set; `npm start` has a database of its own.");
  if (!authSecret) throw new Refusal("AUTH_SECRET must be set.");
  return { ...rest, databaseUrl, authSecret };
}
