// The custom layers that draw the picture: seals without a situation lie below the names of towns, those with one above them.
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import type { Picture } from './picture';
import { fragmentShader, vertexShader } from './shaders';
import type { Theme } from './theme';

const vertexBytes = 24;
const easeMilliseconds = 1_000;
/** Below it a lorry does not cross a pixel in a second, and nothing is eased. */
const easeFromZoom = 9;
/** Where a picture takes longer, the machine draws without a graphics processor: easing would take all of it. */
const easedPictureMilliseconds = 50;
const slowPicturesMax = 5;
const easeAgainAfter = 60_000;

const uniforms = ['u_matrix', 'u_eased', 'u_ratio', 'u_zoom', 'u_thinned', 'u_colours', 'u_silent', 'u_edge', 'u_ring'] as const;

export class SealPainter {
  /** Called when a picture stands on the screen's back buffer for the first time. */
  onDrawn: () => void = () => undefined;
  private gl: WebGL2RenderingContext | null = null;
  private program: WebGLProgram | null = null;
  private places: Record<string, WebGLUniformLocation | null> = {};
  private buffer: WebGLBuffer | null = null;
  private vertices: WebGLVertexArrayObject | null = null;
  private origin: readonly [number, number] = [0, 0];
  private takenAt = -easeMilliseconds;
  private isChanged = false;
  private isUndrawn = false;
  private ringCount = 0;
  private selected: number | undefined;
  private easedAt = 0;
  private slowPictures = 0;
  private stillUntil = 0;
  private map: MapLibreMap | null = null;

  constructor(private readonly picture: Picture, private readonly isStill: () => boolean, private theme: Theme) {}

  layer(id: string, isQuiet: boolean): CustomLayerInterface {
    return {
      id,
      type: 'custom',
      renderingMode: '2d',
      onAdd: (map, gl) => this.prepare(map, gl),
      render: (gl, input) => this.render(gl, input, isQuiet),
    };
  }

  /** How far between the last two frames the signs stand now. */
  eased(): number {
    if (!this.map || this.isStill() || this.map.getZoom() < easeFromZoom || performance.now() < this.stillUntil) return 1;
    return Math.min(1, (performance.now() - this.takenAt) / easeMilliseconds);
  }

  /** The picture has changed. */
  take(selected: number | undefined): void {
    this.takenAt = performance.now();
    this.isUndrawn = true;
    this.select(selected);
  }

  select(selected: number | undefined): void {
    this.selected = selected;
    this.isChanged = true;
    this.map?.triggerRepaint();
  }

  paint(theme: Theme): void {
    this.theme = theme;
    this.map?.triggerRepaint();
  }

  private prepare(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.map = map;
    if (this.gl === gl && this.program && gl.isProgram(this.program)) return;
    this.gl = gl;
    this.program = linked(gl);
    this.places = Object.fromEntries(uniforms.map(name => [name, gl.getUniformLocation(this.program!, name)]));
    this.buffer = gl.createBuffer();
    this.vertices = gl.createVertexArray();
    gl.bindVertexArray(this.vertices);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    const way = gl.getAttribLocation(this.program, 'a_way');
    const what = gl.getAttribLocation(this.program, 'a_what');
    gl.enableVertexAttribArray(way);
    gl.vertexAttribPointer(way, 4, gl.FLOAT, false, vertexBytes, 0);
    gl.enableVertexAttribArray(what);
    gl.vertexAttribIPointer(what, 2, gl.UNSIGNED_INT, vertexBytes, 16);
    gl.bindVertexArray(null);
    this.isChanged = true;
  }

  private upload(gl: WebGL2RenderingContext): void {
    const { picture } = this;
    const ring = this.selected === undefined ? undefined : picture.indexOf(this.selected);
    // The chosen seal is drawn once more above all others, and its ring above that.
    this.ringCount = ring === undefined ? 0 : 2;
    const bytes = new ArrayBuffer((picture.count + this.ringCount) * vertexBytes);
    const [floats, integers] = [new Float32Array(bytes), new Uint32Array(bytes)];
    // Floats hold seven digits: they count from the middle of the picture, not from the edge of the world.
    this.origin = picture.count > 0 ? [picture.xs[picture.count >> 1]!, picture.ys[picture.count >> 1]!] : [0, 0];
    const write = (at: number, index: number, flags: number): void => {
      floats[at * 6] = picture.fromXs[index]! - this.origin[0];
      floats[at * 6 + 1] = picture.fromYs[index]! - this.origin[1];
      floats[at * 6 + 2] = picture.xs[index]! - this.origin[0];
      floats[at * 6 + 3] = picture.ys[index]! - this.origin[1];
      integers[at * 6 + 4] = picture.states[index]!;
      integers[at * 6 + 5] = picture.tails[index]! | flags;
    };
    for (let index = 0; index < picture.count; index++) write(index, index, 0);
    if (ring !== undefined) {
      write(picture.count, ring, 0);
      write(picture.count + 1, ring, 1 << 16);
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.DYNAMIC_DRAW);
    this.isChanged = false;
  }

  private render(gl: WebGL2RenderingContext, input: CustomRenderMethodInput, isQuiet: boolean): void {
    const { picture, map } = this;
    if (!map || !this.program) return;
    if (this.isChanged) this.upload(gl);
    const first = isQuiet ? 0 : picture.quietCount;
    const count = isQuiet ? picture.quietCount : picture.count - picture.quietCount + this.ringCount;
    const eased = this.eased();
    if (count > 0) {
      gl.useProgram(this.program);
      this.set(gl, input, eased);
      gl.bindVertexArray(this.vertices);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.drawArrays(gl.POINTS, first, count);
      gl.bindVertexArray(null);
    }
    if (isQuiet) return;
    if (eased < 1) {
      this.watchPace();
      map.triggerRepaint();
    }
    if (!this.isUndrawn) return;
    this.isUndrawn = false;
    this.onDrawn();
  }

  private watchPace(): void {
    const now = performance.now();
    const took = now - this.easedAt;
    this.easedAt = now;
    if (took > easeMilliseconds) return;
    this.slowPictures = took > easedPictureMilliseconds ? this.slowPictures + 1 : 0;
    if (this.slowPictures < slowPicturesMax) return;
    this.slowPictures = 0;
    this.stillUntil = now + easeAgainAfter;
  }

  private set(gl: WebGL2RenderingContext, input: CustomRenderMethodInput, eased: number): void {
    const { places, theme } = this;
    gl.uniformMatrix4fv(places['u_matrix']!, false, shifted(input.defaultProjectionData.mainMatrix as Float64Array, this.origin));
    gl.uniform1f(places['u_eased']!, eased);
    gl.uniform1f(places['u_ratio']!, this.map!.getPixelRatio());
    gl.uniform1f(places['u_zoom']!, this.map!.getZoom());
    gl.uniform1i(places['u_thinned']!, this.picture.frame?.isThinned ? 1 : 0);
    gl.uniform4fv(places['u_colours']!, [...theme.well, ...theme.medium, ...theme.high, ...theme.critical]);
    gl.uniform4fv(places['u_silent']!, [...theme.silent]);
    gl.uniform4fv(places['u_edge']!, [...theme.edge]);
    gl.uniform4fv(places['u_ring']!, [...theme.ring]);
  }
}

/** The matrix for points that count from the origin; computed in doubles, or signs would tremble near. */
function shifted(matrix: ArrayLike<number>, [x, y]: readonly [number, number]): Float32Array {
  const moved = Float64Array.from(matrix);
  for (let row = 0; row < 4; row++) moved[12 + row] = matrix[12 + row]! + matrix[row]! * x + matrix[4 + row]! * y;
  return Float32Array.from(moved);
}

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertexShader], [gl.FRAGMENT_SHADER, fragmentShader]] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader) ?? 'A shader does not compile.');
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'The program does not link.');
  return program;
}
