import type { components } from './schema';

type Schemas = components['schemas'];
export type Status = Schemas['StatusReply'];
export type Overview = Schemas['OverviewReply'];
export type EventSummary = Schemas['EventSummary'];
export type EventReply = Schemas['EventReply'];
export type Report = Schemas['ReportReply'];
export type Field = Schemas['FieldReply'];
export type Merge = Schemas['MergeLink'];
export type Contested = Schemas['ContestedReply'];
export type ContestedEvent = Schemas['ContestedEvent'];
export type ArticleSummary = Schemas['ArticleSummary'];
export type ArticleReply = Schemas['ArticleReply'];
export type Source = Schemas['SourceReply'];
export type Statement = Schemas['StatementReply'];
export type Entity = Schemas['EntityReply'];
export type Place = Schemas['PlaceReply'];
export type MappedPlace = Schemas['MappedPlace'];
export type Timeline = Schemas['TimelineReply'];
export type SearchHit = Schemas['SearchHit'];
export type Change = Schemas['ChangeReply'];
export type Correction = Schemas['Correction'];
export interface Part<T> { items: T[]; total: number; next: string | null }

/** What an article's record holds beyond the API's own types; see docs/record.md. */
export interface Offsets { start: number; end: number }
export interface ArticleRecord {
  text: string;
  title?: string;
  authors: string[];
  published?: string;
  publishedFound?: string;
  language: string;
  source: { uri?: string; sha256: string; site?: string; canonicalUrl?: string; republishedFrom?: string };
  blocks: (Offsets & { kind: string })[];
  sentences: Offsets[];
  entities: { id: string; type: string; name: string; affiliation?: string; actor?: { code: string; name: string }; mentions: (Offsets & { form: string })[] }[];
  places: (Offsets & { name: string; country: string; admin1?: string; kind: string })[];
  times: (Offsets & { type: string; value: string })[];
  statements: { id: string; kind: string; source?: Partial<Offsets> & { entity?: string }; cue?: Offsets; content: Offsets[]; polarity?: string; addressee?: Offsets; within?: string }[];
  counts: (Offsets & { what: string; least: number | null; most: number | null; unit?: string })[];
  events: {
    id: string; plover: { type: string; mode?: string }; cameo: string; trigger: Offsets; sentence: number; status: string; time: string; reason: string;
    actors: (Offsets & { code?: string })[]; recipients: (Offsets & { code?: string })[]; place?: number; date?: { value: string; granularity: string };
    counts: (Offsets & { what: string })[];
  }[];
  assessments: (Offsets & { kind: string; holderName?: string; holder?: string; status: string })[];
  inconsistencies: { about: string; evidence: Offsets[] }[];
}

export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

export const api = (path: string, query?: URLSearchParams | Record<string, string | number | null | undefined>): string => {
  const parameters = query instanceof URLSearchParams ? query : new URLSearchParams();
  if (query && !(query instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return `/api/v1/${path}${text ? `?${text}` : ''}`;
};

export async function fetchJson<T>(url: string, init?: RequestInit): Promise<T> {
  let reply: Response;
  try {
    reply = await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The server does not answer. Is “sitrep serve” still running?');
  }
  if (!reply.ok) {
    const problem = await reply.json().catch(() => null) as { detail?: string; title?: string } | null;
    throw new ApiError(reply.status, problem?.detail ?? problem?.title ?? `The server answered ${reply.status}.`);
  }
  return await reply.json() as T;
}
