import { untrack } from 'svelte';
import { fetchJson, type Part } from './api';
import { live } from './live.svelte';

const message = (error: unknown): string => error instanceof Error ? error.message : String(error);
const aborted = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

export interface Loaded<T> { readonly data: T | null; readonly problem: string | null; readonly loading: boolean }

/** Loads an address, again when it or the store changes; the former data stay until the new ones are there. */
export function load<T>(url: () => string | null): Loaded<T> {
  let data = $state.raw<T | null>(null);
  let problem = $state<string | null>(null);
  let loading = $state(true);
  $effect(() => {
    const address = url();
    void live.changes;
    if (!address) { data = null; loading = false; return; }
    const controller = new AbortController();
    loading = true;
    fetchJson<T>(address, { signal: controller.signal })
      .then(reply => { data = reply; problem = null; loading = false; })
      .catch(error => { if (!aborted(error)) { problem = message(error); data = null; loading = false; } });
    return () => controller.abort();
  });
  return { get data() { return data; }, get problem() { return problem; }, get loading() { return loading; } };
}

export interface LoadedList<T> { readonly items: T[]; readonly total: number; readonly problem: string | null; readonly loading: boolean; readonly more: boolean; extend(): Promise<void> }

/** The most that the server gives in one part. */
const LARGEST_PART = 1000;

/** Loads a list part by part. When the store changes, as many items as were there are loaded anew, so that nobody loses the place where they read. */
export function loadList<T>(url: () => string): LoadedList<T> {
  let items = $state.raw<T[]>([]);
  let total = $state(0);
  let next = $state<string | null>(null);
  let problem = $state<string | null>(null);
  let loading = $state(true);
  let shown = '';
  let controller = new AbortController();

  /** The address of the part behind a cursor, large enough for what is missing. */
  function partOf(address: string, cursor: string | null, missing: number): string {
    const part = new URL(address, location.origin);
    if (cursor !== null) part.searchParams.set('cursor', cursor);
    if (missing > Number(part.searchParams.get('limit'))) part.searchParams.set('limit', String(Math.min(missing, LARGEST_PART)));
    return part.pathname + part.search;
  }

  /** Puts parts after the given items until there are at least so many or no more. */
  async function take(address: string, after: T[], cursor: string | null, least: number): Promise<void> {
    const { signal } = controller;
    loading = true;
    try {
      let taken = after, from = cursor, whole: number;
      do {
        const part = await fetchJson<Part<T>>(partOf(address, from, least - taken.length), { signal });
        taken = [...taken, ...part.items];
        from = part.next;
        whole = part.total;
      } while (from !== null && taken.length < least);
      if (signal.aborted) return;
      items = taken;
      total = whole;
      next = from;
      problem = null;
    } catch (error) {
      if (aborted(error)) return;
      problem = message(error);
    }
    loading = false;
  }

  $effect(() => {
    const address = url();
    void live.changes;
    const least = address === shown ? untrack(() => items.length) : 0;
    shown = address;
    controller = new AbortController();
    void take(address, [], null, least);
    return () => controller.abort();
  });
  return {
    get items() { return items; }, get total() { return total; }, get problem() { return problem; }, get loading() { return loading; }, get more() { return next !== null; },
    async extend() {
      if (next === null || loading) return;
      await take(shown, items, next, 0);
    },
  };
}
