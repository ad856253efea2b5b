// Small geometry for the base map: simplifying with more detail at home, rounding, smoothing of hand-drawn lines.

// Detail falls from home over the region of the Union to the rest of the world.
const home = { west: 45, south: 39, east: 88, north: 56 };
const region = { west: 18, south: 34, east: 98, north: 62 };

const isIn = (box, [longitude, latitude]) =>
  longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north;

// How many times coarser than at home.
export const coarseness = at => isIn(home, at) ? 1 : isIn(region, at) ? 10 : 250;

const triangle = (a, b, c) => Math.abs((a[0] - c[0]) * (b[1] - a[1]) - (a[0] - b[0]) * (c[1] - a[1])) / 2;

// Visvalingam's method on one line; ends stay, so that lines which met still meet.
export function simplified(line, areaMin) {
  const points = line.map((at, index) => ({ at, previous: index - 1, next: index + 1 }));
  const areaOf = index => {
    const { previous, next, at } = points[index];
    const area = triangle(points[previous].at, at, points[next].at) * Math.cos((at[1] * Math.PI) / 180);
    return area / coarseness(at);
  };
  const heap = new Heap();
  const push = (index, key) => {
    points[index].key = key;
    heap.push(key, index);
  };
  for (let index = 1; index < points.length - 1; index++) push(index, areaOf(index));
  for (let least = heap.pop(); least !== undefined && least.key < areaMin; least = heap.pop()) {
    const point = points[least.value];
    if (point.isGone || point.key !== least.key) continue;
    point.isGone = true;
    points[point.previous].next = point.next;
    points[point.next].previous = point.previous;
    for (const beside of [point.previous, point.next])
      if (beside > 0 && beside < points.length - 1) push(beside, Math.max(areaOf(beside), least.key));
  }
  return points.filter(point => !point.isGone).map(point => point.at);
}

class Heap {
  items = [];

  push(key, value) {
    this.items.push({ key, value });
    for (let at = this.items.length - 1; at > 0;) {
      const above = (at - 1) >> 1;
      if (this.items[above].key <= this.items[at].key) break;
      [this.items[above], this.items[at]] = [this.items[at], this.items[above]];
      at = above;
    }
  }

  pop() {
    const [first] = this.items;
    const last = this.items.pop();
    if (this.items.length > 0) {
      this.items[0] = last;
      for (let at = 0; ;) {
        let least = at;
        for (const below of [2 * at + 1, 2 * at + 2])
          if (below < this.items.length && this.items[below].key < this.items[least].key) least = below;
        if (least === at) break;
        [this.items[least], this.items[at]] = [this.items[at], this.items[least]];
        at = least;
      }
    }
    return first;
  }
}

// Chaikin's corner cutting.
export function smoothed(line, isClosed, rounds = 3) {
  let points = isClosed ? line.slice(0, -1) : line;
  for (let round = 0; round < rounds; round++) {
    const cut = isClosed ? [] : [points[0]];
    for (let index = 0; index < points.length - (isClosed ? 0 : 1); index++) {
      const [from, to] = [points[index], points[(index + 1) % points.length]];
      cut.push(between(from, to, 0.25), between(from, to, 0.75));
    }
    if (!isClosed) cut.push(points.at(-1));
    points = cut;
  }
  return isClosed ? [...points, points[0]] : points;
}

const between = (from, to, share) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];

// The part of a line between two shares of its length.
export function section(line, from, to) {
  const lengths = [0];
  for (let index = 1; index < line.length; index++) lengths.push(lengths.at(-1) + distance(line[index - 1], line[index]));
  const [begin, end] = [lengths.at(-1) * from, lengths.at(-1) * to];
  const at = length => {
    const index = Math.max(1, lengths.findIndex(sum => sum >= length));
    return between(line[index - 1], line[index], (length - lengths[index - 1]) / (lengths[index] - lengths[index - 1] || 1));
  };
  return [at(begin), ...line.filter((_, index) => lengths[index] > begin && lengths[index] < end), at(end)];
}

const distance = (a, b) => Math.hypot((a[0] - b[0]) * Math.cos(((a[1] + b[1]) * Math.PI) / 360), a[1] - b[1]);

export const rounded = (line, digits) => line.map(([longitude, latitude]) => [+longitude.toFixed(digits), +latitude.toFixed(digits)]);

// A line that steps over the antimeridian goes on beyond 180 degrees, instead of back around the earth.
export function unwrapped(line) {
  let turn = 0;
  return line.map(([longitude, latitude], index) => {
    const step = index === 0 ? 0 : longitude - line[index - 1][0];
    if (step > 180) turn -= 360;
    if (step < -180) turn += 360;
    return [longitude + turn, latitude];
  });
}
