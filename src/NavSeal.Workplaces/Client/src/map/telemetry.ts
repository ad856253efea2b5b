// The way of a seal over the last hours, from the API. Where it may not be asked there is no trail, and nothing fails.

export interface TrailPoint {
  readonly longitude: number;
  readonly latitude: number;
  readonly measuredAt: number;
}

const trailMilliseconds = 2 * 3600_000;
const pagesMax = 5;
const pointsOfPage = 1000;

interface Page {
  items?: readonly Record<string, unknown>[];
  /** The whole address of the points behind these. */
  next?: string | null;
}

export async function trailOf(number: string, now: number, stop: AbortSignal): Promise<TrailPoint[]> {
  const points: TrailPoint[] = [];
  let address = new URL(`/api/v1/seals/${encodeURIComponent(number)}/telemetry`, location.href);
  address.searchParams.set('from', new Date(now - trailMilliseconds).toISOString());
  address.searchParams.set('to', new Date(now).toISOString());
  address.searchParams.set('limit', String(pointsOfPage));
  for (let page = 0; page < pagesMax; page++) {
    const answer = await fetch(address, { signal: stop, headers: { accept: 'application/json' } });
    if (!answer.ok) return points;
    const read = await answer.json() as Page;
    for (const item of read.items ?? []) {
      const point = pointOf(item);
      if (point) points.push(point);
    }
    if (!read.next) break;
    address = new URL(read.next, address);
  }
  return points.sort((a, b) => a.measuredAt - b.measuredAt);
}

function pointOf(item: Record<string, unknown>): TrailPoint | null {
  // A way leads over fixes that were believed.
  if (!/^believed$/i.test(String(item['verdict'] ?? 'believed'))) return null;
  const at = (item['position'] ?? item['at'] ?? item) as Record<string, unknown>;
  const [longitude, latitude] = [at['longitude'], at['latitude']];
  const measuredAt = Date.parse(String(item['measuredAt'] ?? ''));
  if (typeof longitude !== 'number' || typeof latitude !== 'number' || Number.isNaN(measuredAt)) return null;
  return { longitude, latitude, measuredAt };
}
