import type { Finding } from "./finding";

/** The findings that are permitted, each with the reason. */
export const ALLOWED: readonly (Pick<Finding, "file" | "what"> & { why: string })[] = [
  {
    file: "docker-compose.yml",
    what: "PostgreSQLConnection",
    why: "only the other container reaches that Postgres: its port is not published",
  },
  {
    file: "packages/notifications/src/testing/certificate/localhost-key.pem",
    what: "PrivateKey",
    why: "of a certificate for localhost, which only the tests trust",
  },
  {
    file: "packages/web-server/src/environment/parse-environment.test.ts",
    what: "PostgreSQLConnection",
    why: "made up, on a reserved domain",
  },
  {
    file: "packages/notifications/src/testing/certificate/localhost-key.pem",
    what: "PrivateKey",
    why: "the key of a certificate for localhost that only the tests trust",
  },
];

export const isAllowed = ({ file, what }: Finding): boolean =>
  ALLOWED.some((allowed) => allowed.file === file && allowed.what === what);
