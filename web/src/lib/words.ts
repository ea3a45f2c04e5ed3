import type { EventSummary, Place } from './api';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

export const typeWords = (plover: { type: string; mode?: string | null }): string =>
  sentenceCase(plover.type) + (plover.mode ? `, ${plover.mode.replaceAll('-', ' ')}` : '');

/** A hue for each corner of the field: deeds and words, hostile and friendly. */
export function typeHue(type: string): string {
  if (['ASSAULT', 'COERCE', 'MOBILIZE', 'PROTEST', 'SANCTION'].includes(type)) return 'deed-against';
  if (['THREATEN', 'REJECT', 'ACCUSE'].includes(type)) return 'word-against';
  if (['AID', 'COOPERATE', 'RETREAT'].includes(type)) return 'deed-for';
  return 'word-for';
}

const STATUS: Record<string, string> = {
  asserted: 'reported',
  attributed: 'somebody says so',
  denied: 'denied',
  possible: 'possible',
  planned: 'planned',
  conditional: 'conditional',
};

export const statusWords = (status: string): string => STATUS[status] ?? status;

/** What else is known of how something was said: to whom, passed on by whom, and whether the source stands by it. */
export function saidHow(said: { polarity?: string | null; addressee?: string | null; passedOnBy?: string | null }): string {
  return [
    said.addressee ? `to ${said.addressee}` : '', said.passedOnBy ? `passed on by ${said.passedOnBy}` : '',
    said.polarity === 'denies' ? 'the speaker denies it' : said.polarity === 'declines' ? 'the speaker does not say it' : '',
  ].filter(Boolean).map(words => ` · ${words}`).join('');
}

export function day(iso: string, withYear = true): string {
  const [year, month, date] = iso.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1]?.slice(0, 3);
  if (!name) return iso;
  return `${date ? `${Number(date)} ` : ''}${name}${withYear ? ` ${year}` : ''}`;
}

export function dateWords(date: EventSummary['date']): string {
  if (!date) return 'no date';
  switch (date.granularity) {
    // The days before the publication on which news tells of things: a range of days would look as if the text gave it.
    case 'unknown': return `by ${day(date.latest)}`;
    case 'day': case 'hour': case 'minute': case 'time': return date.earliest === date.latest ? day(date.earliest) : `${day(date.earliest, false)} – ${day(date.latest)}`;
    case 'week': return `week of ${day(date.earliest)}`;
    case 'month': return day(date.value.slice(0, 7));
    case 'year': return date.value.slice(0, 4);
    default: return `${day(date.earliest)} – ${day(date.latest)}`;
  }
}

export function datePrecision(date: EventSummary['date']): string {
  if (!date) return 'neither text nor publication date tells when';
  return date.granularity === 'unknown' ? `no date in the text; the news is of ${day(date.latest)}` : `to the ${date.granularity}`;
}

export const placeName = (place: Place): string => place.words ?? place.name;

const PRECISION: Record<string, string> = {
  exact: 'the place itself',
  near: 'near it',
  district: 'somewhere in the district',
  province: 'somewhere in the province',
  country: 'somewhere in the country',
  unknown: 'precision unknown',
};

export const precisionWords = (place: Place): string => PRECISION[place.precision] ?? place.precision;

export const placeWhole = (place: Place): string =>
  [placeName(place), place.admin1 && place.admin1 !== placeName(place) ? place.admin1 : null, place.countryName !== placeName(place) ? place.countryName : null].filter(Boolean).join(', ');

// One for all: making it takes longer than using it.
const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const number = (value: number): string => NUMBER.format(value);

export function countWords(count: { low: number; best?: number | null; high?: number | null }): string {
  if (count.best !== null && count.best !== undefined) return number(count.best);
  if (count.high === null || count.high === undefined) return `${number(count.low)} or more`;
  return count.low === 0 ? `up to ${number(count.high)}` : `${number(count.low)}–${number(count.high)}`;
}

export const names = (actors: { name: string; code?: string | null }[]): string => actors.map(a => a.name).join(', ');

export const plural = (count: number, one: string, many = `${one}s`): string => `${number(count)} ${count === 1 ? one : many}`;

/** What each ground for joining two reports says, by its name in data/merging.tsv. */
const GROUNDS: Record<string, string> = {
  prior: 'two reports taken at random seldom tell of one event',
  sameDay: 'both give the same day',
  nextDay: 'the days they give are next to each other',
  datesMeet: 'the dates they give meet',
  datesApart: 'the dates they give lie apart',
  newsDaysMeet: 'one gives no date, but the days of the news fit',
  newsDaysApart: 'one gives no date, and the days of the news lie apart',
  samePlace: 'both in the same town or site, or near it',
  sameProvince: 'both in the same province',
  otherPlace: 'the places differ',
  sameMode: 'the same manner of act',
  otherMode: 'another manner of act',
  actorCode: 'actors of the same code',
  otherActorCode: 'actors of other codes',
  recipientCode: 'it was done to the same code',
  otherRecipientCode: 'it was done to other codes',
  actorPerson: 'the same person acts',
  recipientPerson: 'it was done to the same person, by full name',
  recipientName: 'it was done to a person of the same name',
  otherRecipientPerson: 'it was done to other persons',
  diedOnce: 'the same person died in both, which happens once',
  actorWords: 'the same rare words name who acts',
  recipientWords: 'the same rare words name whom it was done to',
  recipientMentioned: 'whom it was done to stands in the other’s sentence',
  sentenceWords: 'the sentences share rare words',
  sentenceNames: 'the sentences share names',
  sameCount: 'the same number of the same',
  otherCount: 'numbers that exclude each other',
  trigger: 'the same word tells of it',
  articleNames: 'the articles share names',
  articleWords: 'the articles share rare words',
  publishedApart: 'published days apart',
};

export const groundWords = (field: string): string => GROUNDS[field] ?? field;

/** A weight with its sign, as a sum shows it. */
export const signed = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`;
