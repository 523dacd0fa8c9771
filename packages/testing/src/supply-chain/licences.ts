import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { runPnpm } from "./run-pnpm";

export interface LicensedPackage {
  name: string;
  version: string;
  /** The licence that the package declares: an SPDX expression, or `Unknown`. */
  licence: string;
  /** Whether the package is built for certain systems. Another system then installs a different package instead. */
  isForOneSystem: boolean;
}

type PnpmLicences = Record<string, { paths: string[] }[]>;

/** The installed packages that are needed in production, sorted by name and version. */
export function readLicences(): LicensedPackage[] {
  const json = runPnpm(CHECKOUT, "--recursive", "licenses", "list", "--prod", "--json");
  const found = Object.entries(JSON.parse(json) as PnpmLicences).flatMap(([licence, packages]) =>
    packages.flatMap(({ paths }) => paths.map((folder) => readPackage(folder, licence))),
  );
  const byId = new Map(found.map((each) => [`${each.name} ${each.version}`, each]));
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

function readPackage(folder: string, licence: string): LicensedPackage {
  const { name, version, os, cpu, libc } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  return { name, version, licence, isForOneSystem: Boolean(os ?? cpu ?? libc) };
}
