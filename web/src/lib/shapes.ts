import type { Feature, FeatureCollection, Geometry, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
import worldUrl from 'world-atlas/countries-50m.json?url';
import provincesUrl from '../shapes/provinces.json?url';
import codes from '../../../data/country-codes.tsv?raw';
import type { MappedPlace } from './api';

/** Natural Earth's shapes, public domain. Shapes say where lines run on its maps, not where they should. */

type Named = GeometryObject<{ name: string }>;
type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;
export interface Base { countries: FeatureCollection; borders: MultiLineString; disputed: MultiLineString; coast: MultiLineString }

// Pairs between which the line is disputed or no agreed border; names as Natural Earth has them.
const DISPUTED = [
  ['Morocco', 'W. Sahara'], ['Serbia', 'Kosovo'], ['Cyprus', 'N. Cyprus'], ['Somalia', 'Somaliland'], ['India', 'Pakistan'], ['India', 'China'], ['India', 'Siachen Glacier'],
  ['Pakistan', 'Siachen Glacier'], ['China', 'Siachen Glacier'], ['Israel', 'Palestine'], ['Israel', 'Syria'], ['North Korea', 'South Korea'], ['Sudan', 'S. Sudan'], ['Albania', 'Kosovo'], ['Kosovo', 'Macedonia'], ['Kosovo', 'Montenegro'],
].map(pair => pair.sort().join('|'));

const nameOf = (named: Named): string => (named.properties as { name?: string } | undefined)?.name ?? '';
const pair = (a: Named, b: Named): string => [nameOf(a), nameOf(b)].sort().join('|');

// Natural Earth joins Crimea to Russia; the line at its neck is disputed like the others.
const atCrimea = ([x, y]: Position): boolean => x !== undefined && y !== undefined && x > 32.4 && x < 36.7 && y > 44.3 && y < 46.3;

// The shapes run over the date line, where longitudes leap; they are carried on beyond 180 degrees instead.
function unleap(line: Position[]): Position[] {
  let turn = 0;
  return line.map(([x = 0, y = 0], i) => {
    const before = line[i - 1]?.[0] ?? x;
    if (x - before > 180) turn -= 360; else if (before - x > 180) turn += 360;
    return [x + turn, y];
  });
}

// A ring around the pole does not close on a flat map: it goes down to the edge and back.
function flat(ring: Position[]): Position[] {
  const line = unleap(ring);
  const [first = 0] = line[0] ?? [], [last = 0] = line.at(-1) ?? [];
  return Math.abs(last - first) < 1 ? line : [...line, [last, -89], [first, -89], line[0] ?? [0, 0]];
}

function flattened(shape: Feature): Feature {
  const { geometry } = shape;
  if (geometry.type === 'Polygon') return { ...shape, geometry: { ...geometry, coordinates: geometry.coordinates.map(flat) } };
  if (geometry.type === 'MultiPolygon') return { ...shape, geometry: { ...geometry, coordinates: geometry.coordinates.map(polygon => polygon.map(flat)) } };
  return shape;
}

const lines = (all: MultiLineString): MultiLineString => ({ ...all, coordinates: all.coordinates.map(unleap) });

export async function base(): Promise<Base> {
  const world = await (await fetch(worldUrl)).json() as World;
  const all = world.objects.countries as GeometryCollection<{ name: string }>;
  const between = (test: (a: Named, b: Named) => boolean): MultiLineString => mesh(world, all, (a, b) => a !== b && test(a as Named, b as Named));
  const crimea = between((a, b) => pair(a, b) === 'Russia|Ukraine').coordinates;
  const plain = between((a, b) => pair(a, b) !== 'Russia|Ukraine' && !DISPUTED.includes(pair(a, b)));
  const disputed = between((a, b) => DISPUTED.includes(pair(a, b)));
  return {
    countries: { type: 'FeatureCollection', features: (feature(world, all) as FeatureCollection).features.map(flattened) },
    borders: { type: 'MultiLineString', coordinates: [...plain.coordinates, ...crimea.filter(line => !line.every(atCrimea))] },
    disputed: { type: 'MultiLineString', coordinates: [...disputed.coordinates, ...crimea.filter(line => line.every(atCrimea))] },
    coast: lines(mesh(world, all, (a, b) => a === b)),
  };
}

const numeric = new Map(codes.split('\n').filter(line => line && !line.startsWith('#')).map(line => line.split('\t')).map(cells => [cells[0] ?? '', Number(cells[1])]));

interface Province { country: string; polygon: MultiPolygon }

function readProvinces(rows: [string, string, ...number[][]][]): Province[] {
  return rows.map(([country, , ...rings]) => ({
    country,
    polygon: {
      type: 'MultiPolygon',
      coordinates: rings.map(ring => {
        const points: Position[] = [];
        let x = 0, y = 0;
        for (let i = 0; i + 1 < ring.length; i += 2) {
          x += ring[i] ?? 0;
          y += ring[i + 1] ?? 0;
          points.push([x / 100, y / 100]);
        }
        return [[...points, points[0] ?? [0, 0]]];
      }),
    },
  }));
}

export const provinces = async (): Promise<Province[]> => readProvinces(await (await fetch(provincesUrl)).json());

function inside([x, y]: [number, number], ring: Position[]): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax = 0, ay = 0] = ring[i] ?? [], [bx = 0, by = 0] = ring[j] ?? [];
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

const KM_OF_DEGREE = 111.2;
// What an area is drawn with where no shape is known: about the size of a district, and what news call near.
const RADIUS_KM: Record<string, number> = { province: 60, district: 20, near: 15 };

function circle(latitude: number, longitude: number, km: number): Polygon {
  const points: Position[] = [];
  for (let i = 0; i <= 48; i++) {
    const angle = i / 48 * 2 * Math.PI;
    points.push([longitude + km / KM_OF_DEGREE / Math.cos(latitude * Math.PI / 180) * Math.cos(angle), latitude + km / KM_OF_DEGREE * Math.sin(angle)]);
  }
  return { type: 'Polygon', coordinates: [points] };
}

// The area of a country leaves out what Natural Earth joins to it and others do not.
function withoutCrimea(geometry: Geometry): Geometry {
  return geometry.type === 'MultiPolygon' ? { ...geometry, coordinates: geometry.coordinates.filter(polygon => !polygon[0]?.every(atCrimea)) } : geometry;
}

export const spotOf = (mapped: MappedPlace): string => `${mapped.place.name}|${mapped.place.country}|${mapped.place.precision}`;

/** What stands for a place: a point only where the text names the place itself, else the area in which it is. */
export function shapeOf(mapped: MappedPlace, ground: Base, divisions: Province[]): Feature {
  const { latitude, longitude, precision, country } = mapped.place;
  const properties = { spot: spotOf(mapped), events: mapped.events, unsettled: mapped.unsettled, precision, vague: precision === 'district' || precision === 'near' };
  if (precision === 'exact') return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [longitude, latitude] } };
  if (precision === 'country') {
    const whole = ground.countries.features.find(f => Number(f.id) === numeric.get(country));
    if (whole) return { type: 'Feature', properties, geometry: withoutCrimea(whole.geometry) };
  }
  if (precision === 'province') {
    const found = divisions.find(p => p.polygon.coordinates.some(polygon => inside([longitude, latitude], polygon[0] ?? [])));
    if (found) return { type: 'Feature', properties, geometry: found.polygon };
  }
  return { type: 'Feature', properties: { ...properties, vague: true }, geometry: circle(latitude, longitude, RADIUS_KM[precision] ?? 60) };
}
