// A process of its own that claims the server on the folder given to it until it is sent SIGTERM.
// Says one JSON line when it has the server, and one for each line of progress.
import { acquireEmbeddedPostgres } from "./embedded";

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

acquireEmbeddedPostgres({
  folder: process.argv[2] ?? "",
  onProgress: (progress) => say({ progress }),
  onLost: ({ message }) => say({ lost: message }),
}).then(
  ({ url, folder, release }) => {
    say({ url, folder });
    process.on("SIGTERM", () => release().then(() => process.exit(0)));
    setInterval(() => {}, 1000);
  },
  ({ message }) => {
    say({ refused: message });
    process.exit(1);
  },
);
