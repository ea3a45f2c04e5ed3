/** The address holds the state of every view. */
class Address {
  path = $state(location.pathname);
  #search = $state(location.search);

  constructor() {
    addEventListener('popstate', () => this.#read());
    // Links are plain links; those within the page are followed without loading it anew.
    document.addEventListener('click', event => {
      const link = (event.target as Element | null)?.closest('a');
      if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      if (link.target || link.hasAttribute('download') || link.origin !== location.origin || link.pathname.startsWith('/api/')) return;
      if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
      event.preventDefault();
      this.go(link.pathname + link.search);
    });
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.#search);
  }

  get(name: string): string | null {
    return this.query.get(name);
  }

  go(href: string, replace = false): void {
    if (href === location.pathname + location.search) return;
    history[replace ? 'replaceState' : 'pushState'](null, '', href);
    const path = this.path;
    this.#read();
    if (path !== this.path) scrollTo(0, 0);
  }

  /** Changes parts of the query; null and '' take a part away. */
  set(changes: Record<string, string | null>, replace = false): void {
    this.go(this.with(changes), replace);
  }

  with(changes: Record<string, string | null>, path = this.path): string {
    const query = this.query;
    for (const [name, value] of Object.entries(changes)) {
      if (value) query.set(name, value); else query.delete(name);
    }
    const text = query.toString();
    return path + (text ? `?${text}` : '');
  }

  #read(): void {
    this.path = location.pathname;
    this.#search = location.search;
  }
}

export const address = new Address();

export const FILTERS = ['from', 'to', 'place', 'actor', 'type', 'status', 'minSources', 'contested', 'q'] as const;

/** The part of the query that restricts events. */
export function filterQuery(extra: Record<string, string> = {}): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of FILTERS) {
    const value = address.get(name);
    if (value) query.set(name, value);
  }
  for (const [name, value] of Object.entries(extra)) query.set(name, value);
  return query;
}

/** Another view of the same events. */
export function sameEvents(path: string): string {
  const text = filterQuery().toString();
  return path + (text ? `?${text}` : '');
}
