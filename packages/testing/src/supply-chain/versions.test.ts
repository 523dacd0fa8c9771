import { dirname, join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { expect, test } from "vitest";
import { runPnpm } from "./run-pnpm";
import { trackedFiles } from "./tracked-files";

/** One version, also of a package that is installed under another name. */
const EXACT = /^(npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
const settings = JSON.parse(runPnpm(CHECKOUT, "config", "list", "--json"));
const files = trackedFiles();
const manifests = files.filter(({ file }) => /(^|\/)package\.json$/.test(file));
const lockfiles = files.filter(({ file }) => /(^|\/)pnpm-lock\.yaml$/.test(file));
const lockfile = files.find(({ file }) => file === "pnpm-lock.yaml")?.text ?? "";

test.each(manifests)("$file names exact versions", ({ text }) => {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } =
    JSON.parse(text);
  const loose = Object.entries<string>({
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
    ...peerDependencies,
  }).filter(([, version]) => version !== "workspace:*" && !EXACT.test(version));
  expect(loose).toEqual([]);
});

test("so does what overrides them, and pnpm itself is one version", () => {
  const { overrides, peerDependencyRules } = settings;
  const named = { ...overrides, ...peerDependencyRules.allowedVersions } as Record<string, string>;
  const loose = Object.entries(named).filter(([, at]) => at !== "-" && !EXACT.test(at));
  expect(loose).toEqual([]);
  const { packageManager } = JSON.parse(
    manifests.find(({ file }) => file === "package.json")?.text ?? "",
  );
  expect(packageManager).toMatch(/^pnpm@\d+\.\d+\.\d+$/);
});

const WORKSPACES = files.filter(({ file }) => /(^|\/)pnpm-workspace\.yaml$/.test(file));

test.each(WORKSPACES)(
  "$file: a version is a week old, its publisher proven, none is exempt, and none runs a script",
  ({ file }) => {
    const folder = join(CHECKOUT, dirname(file));
    const settings = JSON.parse(runPnpm(folder, "config", "list", "--json"));
    expect(settings.ignoreScripts).toBe(true);
    expect(settings.minimumReleaseAge).toBeGreaterThanOrEqual(7 * 24 * 60);
    expect(settings.trustPolicy).toBe("no-downgrade");
    expect(settings).not.toHaveProperty("minimumReleaseAgeExclude");
    expect(settings).not.toHaveProperty("trustPolicyExclude");
    expect(settings).not.toHaveProperty("trustLockfile");
  },
);

/** The container images in a text, without references to earlier build stages of a Dockerfile. */
function imagesIn(text: string): string[] {
  const stages = [...text.matchAll(/^FROM .+ AS (\S+)$/gm)].map(([, stage]) => stage);
  return [...text.matchAll(/(?:^FROM |^ +image: +|new GenericContainer\(")([^\s"]+)/gm)]
    .map(([, image = ""]) => image)
    .filter((image) => !stages.includes(image));
}

// A complete version of Postgres has two numbers, and one of Node has three.
test("containers are made of one release", () => {
  const images = files
    .filter(({ file }) => /Dockerfile$|\.ya?ml$|\/testing\/.*\.ts$/.test(file))
    .flatMap(({ text }) => imagesIn(text));
  expect(images.length).toBeGreaterThan(2);
  const release = /^postgres:\d+\.\d+$|:\d+\.\d+\.\d+(-[\w-]+)?$/;
  expect(images.filter((image) => !release.test(image))).toEqual([]);
});

test.each(lockfiles)("$file names no host", ({ text }) => {
  expect(text).not.toMatch(/:\/\/|tarball:/);
});

test("the lockfile holds a package's builds for macOS and Windows where it holds those for Linux", () => {
  const builds = [...lockfile.matchAll(/^ {2}'?(\S+?)(darwin|linux|win)[\w-]*@\d/gm)];
  const systemsOf = new Map<string, Set<string>>();
  for (const [, name = "", system = ""] of builds)
    systemsOf.set(name, (systemsOf.get(name) ?? new Set()).add(system));
  expect(systemsOf.size).toBeGreaterThan(5);
  const partial = [...systemsOf].filter(([, systems]) => systems.has("linux") && systems.size < 3);
  expect(partial.map(([name]) => name)).toEqual([]);
});
