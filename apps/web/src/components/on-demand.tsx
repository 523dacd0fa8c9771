import {
  type ComponentType,
  lazy,
  type ReactNode,
  Suspense,
  useState,
  useSyncExternalStore,
} from "react";

/**
 * A component whose code is loaded when it is first rendered, because most visits do not need it. Until then
 * the placeholder is in its place. `preload` loads the code earlier; when that fails, the first render tries
 * again.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: ReactNode = null,
) {
  const Loaded = lazy(async () => ({ default: await load() })) as ComponentType<Props>;
  function OnDemand(props: Props) {
    // React would send a large part with a boundary around it at the end of the server's HTML, where only a
    // script can take it from.
    if (useIsInHtml()) return <Loaded {...props} />;
    return (
      <Suspense fallback={placeholder}>
        <Loaded {...props} />
      </Suspense>
    );
  }
  return Object.assign(OnDemand, { preload: () => void load().catch(() => undefined) });
}

/** Whether the component was rendered on the server. It stays so, because another answer would mount it again. */
function useIsInHtml(): boolean {
  const isInHtml = useSyncExternalStore(neverChanges, inBrowser, onServer);
  return useState(isInHtml)[0];
}

const neverChanges = () => () => {};
const inBrowser = () => false;
const onServer = () => true;
