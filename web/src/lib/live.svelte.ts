import { api, fetchJson, type Status } from './api';

const PAUSE = 2000;

/** The server's state, asked for again and again; views load anew when its tag changes. */
export const live = $state<{ status: Status | null; problem: string | null }>({ status: null, problem: null });

export async function refreshStatus(): Promise<void> {
  try {
    live.status = await fetchJson<Status>(api('status'));
    live.problem = live.status.problem;
  } catch (error) {
    live.problem = error instanceof Error ? error.message : String(error);
  }
}

export function watchStatus(): () => void {
  void refreshStatus();
  const timer = setInterval(() => { if (!document.hidden) void refreshStatus(); }, PAUSE);
  return () => clearInterval(timer);
}
