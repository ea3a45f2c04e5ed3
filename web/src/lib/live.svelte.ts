import { api, fetchJson, type Status } from './api';

const PAUSE = 2000;

class Live {
  status = $state.raw<Status | null>(null);
  problem = $state<string | null>(null);
  /** How often the store's content was seen to change. A number of its own: the status is another object at each answer, and what hangs on that would load anew every time. */
  changes = $state(0);
}

/** The server's state, asked for again and again; views load anew when the store's content has changed. */
export const live = new Live();

export async function refreshStatus(): Promise<void> {
  try {
    const status = await fetchJson<Status>(api('status'));
    const known = live.status?.tag;
    if (known && status.tag !== known) live.changes++;
    live.status = status;
    live.problem = status.problem;
  } catch (error) {
    live.problem = error instanceof Error ? error.message : String(error);
  }
}

export function watchStatus(): () => void {
  void refreshStatus();
  const timer = setInterval(() => { if (!document.hidden) void refreshStatus(); }, PAUSE);
  return () => clearInterval(timer);
}
