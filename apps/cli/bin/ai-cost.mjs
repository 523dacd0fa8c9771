// Runs a command of AI Cost from a checkout: node apps/cli/bin/ai-cost.mjs start
import "./require-node.mjs";

import("./run-sources.mjs").then(({ runSources }) =>
  runSources("apps/cli/src/main.ts", process.argv.slice(2)),
);
