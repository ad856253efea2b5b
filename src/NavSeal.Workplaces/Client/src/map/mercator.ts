// The square of web mercator: 0,0 north-west to 1,1 south-east.
export const mercatorX = (longitude: number): number => (longitude + 180) / 360;

export const mercatorY = (latitude: number): number =>
  (1 - Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / Math.PI) / 2;

export const longitudeOf = (x: number): number => x * 360 - 180;

export const latitudeOf = (y: number): number => (360 / Math.PI) * Math.atan(Math.exp((1 - y * 2) * Math.PI)) - 90;

/** Pixels of the square's side. */
export const worldPixels = (zoom: number): number => 512 * 2 ** zoom;
