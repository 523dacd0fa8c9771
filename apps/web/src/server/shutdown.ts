import { perProcess } from "./per-process";

type Close = () => Promise<void>;

const closers = perProcess<Close[]>("closers", () => []);

/** Registers `close` to run when the process exits, after the last response. */
export function onShutdown(close: Close): void {
  closers.push(close);
}

/** Runs everything that was registered. The edge server calls it once it has drained. */
export async function closeAll(): Promise<void> {
  await Promise.all(closers.map((close) => close()));
}
