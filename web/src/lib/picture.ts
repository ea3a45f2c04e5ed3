import type { ArticleRecord, Offsets } from './api';
import { countWords, saidHow, sentenceCase, statusWords, typeWords } from './words';

export type Layer = 'event' | 'statement' | 'assessment' | 'contradiction' | 'count' | 'entity' | 'place' | 'time';

/** A line of an article's picture with the words that it rests on. */
export interface Item { key: string; layer: Layer; label: string; detail: string; code?: string; spans: (Offsets & { role: string })[]; folded?: boolean }

export const LAYERS: { layer: Layer; name: string; title: string }[] = [
  { layer: 'event', name: 'Events', title: 'What happened' },
  { layer: 'statement', name: 'Statements', title: 'Who says what' },
  { layer: 'assessment', name: 'Assessments', title: 'What they think' },
  { layer: 'contradiction', name: 'Contradictions', title: 'Where the text contradicts itself' },
  { layer: 'count', name: 'Numbers', title: 'Numbers' },
  { layer: 'entity', name: 'People and groups', title: 'People and groups' },
  { layer: 'place', name: 'Places', title: 'Places' },
  { layer: 'time', name: 'Times', title: 'Times' },
];

const line = (text: string, at: Offsets): string => text.slice(at.start, at.end).replaceAll(/\s+/g, ' ');
const span = (at: Offsets, role: string): Offsets & { role: string } => ({ start: at.start, end: at.end, role });

function speaker(record: ArticleRecord, source: { start?: number; end?: number; entity?: string } | undefined): string {
  const entity = record.entities.find(e => e.id === source?.entity);
  const words = source?.start !== undefined && source.end !== undefined ? line(record.text, { start: source.start, end: source.end }) : null;
  const name = entity?.type === 'person' ? entity.name : words ?? entity?.name ?? 'Unnamed source';
  return entity?.affiliation && !name.includes(entity.affiliation) ? `${name} (${entity.affiliation})` : name;
}

function events(record: ArticleRecord): Item[] {
  return record.events.map(event => {
    const place = event.place === undefined ? undefined : record.places[event.place];
    const list = (people: Offsets[]): string => people.map(p => line(record.text, p)).join(', ');
    return {
      key: event.id,
      layer: 'event',
      folded: event.time === 'background',
      label: typeWords(event.plover),
      code: `${event.plover.type} ${event.cameo}`,
      detail: [
        list(event.actors) || 'unknown actor', event.recipients.length ? `→ ${list(event.recipients)}` : '', `· ${event.date ? `${event.date.value} (${event.date.granularity})` : 'no date'}`,
        `· ${place ? `${line(record.text, place)} (${place.kind})` : 'not placed'}`, `· ${statusWords(event.status)}`, `· ${event.reason}`,
      ].filter(Boolean).join(' '),
      spans: [
        span(event.trigger, 'what'), ...event.actors.map(a => span(a, 'who')), ...event.recipients.map(r => span(r, 'to whom')),
        ...(place ? [span(place, 'where')] : []), ...event.counts.map(c => span(c, c.what)),
      ],
    };
  });
}

function counts(record: ArticleRecord): Item[] {
  return record.counts.map((count, i) => ({
    key: `c${i}`,
    layer: 'count',
    label: count.what,
    detail: count.least === null && count.most === null ? 'unknown' : `${countWords({ low: count.least ?? 0, best: count.least === count.most ? count.least : null, high: count.most })}${count.unit ? ` ${count.unit}` : ''}`,
    spans: [span(count, count.what)],
  }));
}

/** Everything that the record says about an article, line by line. */
export function picture(record: ArticleRecord): Item[] {
  return [
    ...events(record),
    ...record.statements.map((s): Item => ({
      key: s.id,
      layer: 'statement',
      label: speaker(record, s.source),
      detail: `${s.cue ? `${line(record.text, s.cue)} ` : ''}(${s.kind})${saidHow({
        polarity: s.polarity, addressee: s.addressee && line(record.text, s.addressee), passedOnBy: s.within && speaker(record, record.statements.find(o => o.id === s.within)?.source),
      })}`,
      spans: [...s.content.map(c => span(c, 'said')), ...(s.cue ? [span(s.cue, 'cue')] : []), ...(s.addressee ? [span(s.addressee, 'said to')] : []), ...(s.source?.start !== undefined && s.source.end !== undefined ? [span({ start: s.source.start, end: s.source.end }, 'speaker')] : [])],
    })),
    ...record.assessments.map((a, i): Item => ({
      key: `a${i}`, layer: 'assessment', label: sentenceCase(a.kind), detail: `${a.status}, by ${record.entities.find(e => e.id === a.holder)?.name ?? a.holderName ?? 'the article itself'}`, spans: [span(a, a.kind)],
    })),
    ...record.inconsistencies.map((c, i): Item => ({ key: `i${i}`, layer: 'contradiction', label: c.about, detail: 'accounts within the text differ', spans: c.evidence.map(e => span(e, c.about)) })),
    ...counts(record),
    ...record.entities.filter(e => e.type !== 'location').map((e): Item => ({
      key: e.id, layer: 'entity', label: e.name, code: e.actor?.code, detail: [e.type, e.affiliation].filter(Boolean).join(', '), spans: e.mentions.map(m => span(m, m.form)),
    })),
    ...grouped(record),
    ...record.times.map((t, i): Item => ({ key: `t${i}`, layer: 'time', label: line(record.text, t), detail: t.value.startsWith('XXXX') ? 'could not be dated' : t.value, spans: [span(t, t.value)] })),
  ];
}

/** Mentions of one place in one line. */
function grouped(record: ArticleRecord): Item[] {
  const places = new Map<string, Item>();
  for (const place of record.places) {
    const key = `p:${place.name}:${place.country}:${place.admin1 ?? ''}:${place.kind}`;
    const item = places.get(key) ?? { key, layer: 'place', label: line(record.text, place), detail: [place.name, place.admin1, place.country, place.kind].filter(Boolean).join(', '), spans: [] };
    item.spans.push(span(place, 'place'));
    places.set(key, item);
  }
  return [...places.values()];
}

export interface Piece { start: number; words: string; items: { item: Item; role: string }[]; aimed: boolean }

/** A stretch of text cut at every edge of the items' spans, so that highlights nest nowhere. */
export function pieces(text: string, block: Offsets, items: Item[], aim: Offsets | null): Piece[] {
  const inside = items.flatMap(item => item.spans.filter(s => s.start < block.end && s.end > block.start).map(s => ({ ...s, item })));
  const edges = new Set([block.start, block.end]);
  for (const s of [...inside, ...(aim ? [aim] : [])]) for (const edge of [s.start, s.end]) if (edge > block.start && edge < block.end) edges.add(edge);
  const order = [...edges].sort((a, b) => a - b);
  return order.slice(0, -1).map((start, i) => {
    const end = order[i + 1] ?? block.end;
    return {
      start,
      words: text.slice(start, end),
      items: inside.filter(s => s.start <= start && end <= s.end).map(s => ({ item: s.item, role: s.role })),
      aimed: aim !== null && aim.start <= start && end <= aim.end,
    };
  });
}
