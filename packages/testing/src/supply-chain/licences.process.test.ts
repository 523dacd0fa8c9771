import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { expect, test } from "vitest";
import { type LicensedPackage, readLicences } from "./licences";

/**
 * Licences that require at most that the authors are named or, as the MPL does, that the source of
 * changed files is published.
 */
const ACCEPTED = [
  "(Apache-2.0 AND BSD-3-Clause)",
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC-BY-4.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "Unlicense",
];
const packages = readLicences();

test("every package that is used stands under an accepted licence", () => {
  expect(packages.filter(({ licence }) => !ACCEPTED.includes(licence))).toEqual([]);
});

// To update the list after a change of the dependencies, run `pnpm vitest run licences --update`.
test("the list of licences is that of the packages", async () => {
  await expect(document(packages)).toMatchFileSnapshot(join(CHECKOUT, "LICENCES.md"));
});

function document(all: LicensedPackage[]): string {
  const listed = all.filter(({ isForOneSystem }) => !isForOneSystem);
  const licences = [...new Set(listed.map(({ licence }) => licence))].sort();
  const sections = licences.map((licence) => {
    const lines = listed
      .filter((each) => each.licence === licence)
      .map(({ name, version }) => `- ${name} ${version}`);
    return `## ${licence}\n\n${lines.join("\n")}\n`;
  });
  return [HEAD, ...sections].join("\n");
}

const HEAD = `# Licences of other people's work

The packages that are installed with this product, without those that only its development needs.
Builds of a package for one system, which differ from machine to machine, are left out; their
licences are checked where they are installed.
`;
