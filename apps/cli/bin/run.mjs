// Runs a TypeScript file of a checkout that exports a function `run`: node apps/cli/bin/run.mjs FILE
// ARGUMENTS
import "./require-node.mjs";

const [file, ...argv] = process.argv.slice(2);
import("./run-sources.mjs").then(({ runSources }) => runSources(file, argv));
