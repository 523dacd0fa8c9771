// A process that leases the server on the folder in its first argument and releases it on SIGTERM.
// It writes a line of JSON when it has the lease, and one for each line of progress.
import { acquireEmbeddedPostgres } from "./embedded";

const write = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

acquireEmbeddedPostgres({
  folder: process.argv[2] ?? "",
  onProgress: (progress) => write({ progress }),
  onLost: ({ message }) => write({ lost: message }),
}).then(
  ({ url, folder, release }) => {
    write({ url, folder });
    process.on("SIGTERM", () => release().then(() => process.exit(0)));
    setInterval(() => {}, 1000);
  },
  ({ message }) => {
    write({ refused: message });
    process.exit(1);
  },
);
