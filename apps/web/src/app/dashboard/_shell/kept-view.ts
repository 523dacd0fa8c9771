"use client";

import { useEffect, useSyncExternalStore } from "react";
import { productPath } from "./navigation";

/** The view of a cost page that a person left, as query strings of its address, each with its `?` or empty. */
interface KeptView {
  projectId: string;
  /** The whole view, for a return to the same product. */
  own: string;
  /** What makes sense for another product too: not the filters, because their names are of one product. */
  other: string;
}

const STORAGE_KEY = "cost-page-view";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A browser can forbid the storage. The links then lead to the plain page. */
function readKept(): string | null {
  try {
    return sessionStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function writeKept(text: string): void {
  try {
    sessionStorage.setItem(STORAGE_KEY, text);
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

/** Keeps the view of the cost page on screen, for the links that lead back to it or to that of another product. */
export function useKeepView({ projectId, own, other }: KeptView): void {
  useEffect(
    () => writeKept(JSON.stringify({ projectId, own, other } satisfies KeptView)),
    [projectId, own, other],
  );
}

/** The address of a product's cost page, with the view that was last on screen in this browser tab. */
export function useCostPath(projectId: string): string {
  const text = useSyncExternalStore(subscribe, readKept, () => null);
  const path = productPath(projectId);
  if (text === null) return path;
  const kept: KeptView = JSON.parse(text);
  return `${path}${kept.projectId === projectId ? kept.own : kept.other}`;
}
