const shared: typeof globalThis & { aiCostPerProcess?: Map<string, unknown> } = globalThis;
shared.aiCostPerProcess ??= new Map();
const values = shared.aiCostPerProcess;

/**
 * Returns the value with this name, which exists once in the process; `create` creates it on first
 * use. A module's variable would exist several times, because Next bundles pages and routes separately
 * and the edge server has its own bundle.
 */
export function perProcess<Value>(name: string, create: () => Value): Value {
  if (!values.has(name)) values.set(name, create());
  return values.get(name) as Value;
}
