type Close = () => Promise<void>;

const shared: typeof globalThis & { aiCostLeaving?: Close[] } = globalThis;

/** Has `close` called when the process leaves, after its last answer; `server.mjs` calls it. */
export function onLeave(close: Close): void {
  shared.aiCostLeaving ??= [];
  shared.aiCostLeaving.push(close);
}
