const shared: typeof globalThis & { aiCostPerProcess?: Map<string, unknown> } = globalThis;
shared.aiCostPerProcess ??= new Map();
const values = shared.aiCostPerProcess;

/**
 * Returns this process's one value of that name, and creates it on first use. Next bundles pages and
 * routes separately, and the edge server is a third bundle, so a module's variable would exist once in
 * each of them.
 */
export function perProcess<Value>(name: string, create: () => Value): Value {
  if (!values.has(name)) values.set(name, create());
  return values.get(name) as Value;
}
