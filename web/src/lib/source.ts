/** A stretch of a page's source: its markup, or text between. */
export interface SourcePart { kind: 'markup' | 'text'; text: string; folded?: number }

/** Scripts, styles and comments longer than this are shown by their beginning alone. */
const LONGEST = 200;

/** Letters and digits of the chosen words that have to be found. */
const NEEDLE = 40;

const MARKUP = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<[^<>]*>/gi;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', rsquo: '’', lsquo: '‘', rdquo: '”', ldquo: '“', ndash: '–', mdash: '—', hellip: '…' };

/** Cuts a source into markup and text. It is never parsed as a page. */
export function parts(source: string): SourcePart[] {
  const cut: SourcePart[] = [];
  let at = 0;
  for (const match of source.matchAll(MARKUP)) {
    if (match.index > at) cut.push({ kind: 'text', text: source.slice(at, match.index) });
    const long = match[0].length > LONGEST && (match[1] !== undefined || match[0].startsWith('<!--'));
    cut.push(long ? { kind: 'markup', text: `${match[0].slice(0, LONGEST)} …`, folded: match[0].length } : { kind: 'markup', text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < source.length) cut.push({ kind: 'text', text: source.slice(at) });
  return cut;
}

const entity = (name: string): string => {
  const number = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name);
  const point = number ? parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10) : NaN;
  return point <= 0x10ffff ? String.fromCodePoint(point) : NAMED[name.toLowerCase()] ?? ' ';
};
const letters = (text: string): string => text.replaceAll(/&(#x?[\da-f]+|[a-z]+);/gi, (_, name: string) => entity(name)).replaceAll(/\\[nrt]/g, ' ').replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** The part of a source in which words begin, compared by letters and digits alone; −1 where they do not stand there. */
export function found(source: SourcePart[], words: string): number {
  const needle = letters(words).slice(0, NEEDLE);
  if (needle === '') return -1;
  const begins: { part: number; at: number }[] = [];
  let text = '';
  source.forEach((part, i) => {
    if (part.kind === 'markup') return;
    begins.push({ part: i, at: text.length });
    text += letters(part.text);
  });
  const at = text.indexOf(needle);
  return at < 0 ? -1 : begins.findLast(begin => begin.at <= at)?.part ?? -1;
}
