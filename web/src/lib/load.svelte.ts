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
    void live.status?.tag;
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

/** Loads a list part by part. */
export function loadList<T>(url: () => string): LoadedList<T> {
  let items = $state.raw<T[]>([]);
  let total = $state(0);
  let next = $state<string | null>(null);
  let problem = $state<string | null>(null);
  let loading = $state(true);
  let current = '';
  async function take(address: string, signal?: AbortSignal): Promise<void> {
    loading = true;
    try {
      const part = await fetchJson<Part<T>>(address, { signal });
      if (signal?.aborted) return;
      items = address === current ? part.items : [...items, ...part.items];
      total = part.total;
      next = part.next;
      problem = null;
    } catch (error) {
      if (aborted(error)) return;
      problem = message(error);
    }
    loading = false;
  }
  $effect(() => {
    current = url();
    void live.status?.tag;
    const controller = new AbortController();
    void take(current, controller.signal);
    return () => controller.abort();
  });
  return {
    get items() { return items; }, get total() { return total; }, get problem() { return problem; }, get loading() { return loading; }, get more() { return next !== null; },
    async extend() {
      if (next === null || loading) return;
      await take(`${current}${current.includes('?') ? '&' : '?'}cursor=${next}`);
    },
  };
}
