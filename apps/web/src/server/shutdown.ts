import { perProcess } from "./per-process";

type Close = () => Promise<void>;

const closers = perProcess<Close[]>("closers", () => []);

/** Registers a function to run after the last response, before the process exits. */
export function onShutdown(close: Close): void {
  closers.push(close);
}

/** Runs every registered function. The edge server calls it after the last response. */
export async function closeAll(): Promise<void> {
  await Promise.all(closers.map((close) => close()));
}
