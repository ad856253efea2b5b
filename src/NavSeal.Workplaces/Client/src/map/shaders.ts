// Signs of seals, drawn as points. The vertex shader eases between two positions and sizes the sign; the fragment shader draws its shape
// from distances, so that it is sharp at every size.

export const vertexShader = `#version 300 es
uniform mat4 u_matrix;
uniform float u_eased;
uniform float u_ratio;
uniform float u_zoom;
uniform bool u_thinned;
in vec4 a_way;
in uvec2 a_what;
flat out int v_kind;
flat out float v_size;
flat out float v_turn;
flat out float v_strength;

const float PI = 3.14159265;

float along(float from, float to) {
  return clamp((u_zoom - from) / (to - from), 0.0, 1.0);
}

void main() {
  uint state = a_what.x;
  bool isRing = (a_what.y & 65536u) != 0u;
  int severity = int((state >> 20) & 3u);
  bool isSilent = ((state >> 22) & 1u) != 0u;
  bool isUnplaced = ((state >> 23) & 1u) != 0u;
  uint sector = (state >> 25) & 63u;
  float near = along(8.0, 10.5);
  float size = severity == 0 ? mix(mix(2.6, 4.5, along(3.5, 8.0)), 15.0, near) : mix(mix(8.0, 15.0, along(2.4, 7.0)), 22.0, near);
  if (severity == 3) size *= 1.15;
  if (isSilent && severity == 0) size = mix(max(size, 4.0), 12.0, near);
  v_strength = 1.0;
  if (severity == 0 && u_thinned) v_strength = clamp(0.42 + 0.11 * log2(float(a_what.y & 65535u)), 0.42, 1.0);
  bool hasCourse = sector != 63u && near > 0.02;
  v_turn = hasCourse ? float(sector) / 63.0 * 2.0 * PI : -1.0;
  v_kind = severity + (isSilent ? 8 : 0) + (isUnplaced ? 16 : 0) + (isRing ? 32 : 0);
  if (isRing) size = max(size + 16.0, 26.0);
  v_size = size * u_ratio;
  gl_PointSize = v_size;
  gl_Position = u_matrix * vec4(mix(a_way.xy, a_way.zw, u_eased), 0.0, 1.0);
}`;

export const fragmentShader = `#version 300 es
precision highp float;
uniform vec4 u_colours[4];
uniform vec4 u_silent;
uniform vec4 u_edge;
uniform vec4 u_ring;
uniform float u_ratio;
flat in int v_kind;
flat in float v_size;
flat in float v_turn;
flat in float v_strength;
out vec4 colour;

float polygon3(vec2 p, vec2 a, vec2 b, vec2 c) {
  vec2 e0 = b - a, e1 = c - b, e2 = a - c;
  vec2 v0 = p - a, v1 = p - b, v2 = p - c;
  vec2 q0 = v0 - e0 * clamp(dot(v0, e0) / dot(e0, e0), 0.0, 1.0);
  vec2 q1 = v1 - e1 * clamp(dot(v1, e1) / dot(e1, e1), 0.0, 1.0);
  vec2 q2 = v2 - e2 * clamp(dot(v2, e2) / dot(e2, e2), 0.0, 1.0);
  float s = sign(e0.x * e2.y - e0.y * e2.x);
  vec2 d = min(min(vec2(dot(q0, q0), s * (v0.x * e0.y - v0.y * e0.x)), vec2(dot(q1, q1), s * (v1.x * e1.y - v1.y * e1.x))),
    vec2(dot(q2, q2), s * (v2.x * e2.y - v2.y * e2.x)));
  return -sqrt(d.x) * sign(d.y);
}

vec2 turned(vec2 p, float angle) {
  float c = cos(angle), s = sin(angle);
  return vec2(c * p.x + s * p.y, -s * p.x + c * p.y);
}

// Distance to the edge of the sign, negative inside; p from -1 to 1, north up.
float sign_at(vec2 p, int severity, bool isWedge) {
  if (severity == 3) return polygon3(p, vec2(0.0, 0.80), vec2(-0.80, -0.58), vec2(0.80, -0.58));
  if (severity == 2) return (abs(p.x) + abs(p.y) - 0.80) * 0.7071;
  if (severity == 1) return max(abs(p.x), abs(p.y)) - 0.58;
  if (!isWedge) return length(p) - 0.72;
  vec2 q = turned(p, v_turn);
  q.x = abs(q.x);
  float outer = polygon3(q, vec2(0.0, 0.85), vec2(-0.62, -0.72), vec2(0.62, -0.72));
  float notch = polygon3(q, vec2(0.0, -0.38), vec2(-0.75, -0.95), vec2(0.75, -0.95));
  return max(outer, -notch);
}

void main() {
  vec2 p = (gl_PointCoord * 2.0 - 1.0) * vec2(1.0, -1.0);
  float pixel = 2.0 / v_size;
  int severity = v_kind & 3;
  bool isSilent = (v_kind & 8) != 0;
  bool isUnplaced = (v_kind & 16) != 0;
  if ((v_kind & 32) != 0) {
    float band = abs(length(p) - 0.86) - 1.1 * pixel * u_ratio;
    colour = vec4(u_ring.rgb, 1.0) * u_ring.a * clamp(0.5 - band / pixel, 0.0, 1.0);
    float halo = abs(length(p) - 0.86) - 2.2 * pixel * u_ratio;
    colour += vec4(u_edge.rgb, 1.0) * u_edge.a * clamp(0.5 - halo / pixel, 0.0, 1.0) * (1.0 - colour.a) * 0.8;
    return;
  }
  bool isSmall = v_size < 7.0 * u_ratio;
  vec4 paint = isSilent && severity == 0 ? u_silent : u_colours[severity];
  float d = sign_at(p, severity, v_turn >= 0.0 && !isSilent);
  float inside = clamp(0.5 - d / pixel, 0.0, 1.0);
  if (isSmall) {
    colour = vec4(paint.rgb, 1.0) * paint.a * inside * v_strength;
    return;
  }
  float line = 1.6 * pixel * u_ratio;
  float fill = inside;
  if (isSilent || isUnplaced) {
    // An old position is an outline; where nothing is heard at all the outline is broken.
    float outline = clamp(0.5 - (abs(d + line * 0.5) - line * 0.5) / pixel, 0.0, 1.0);
    float gap = isSilent ? smoothstep(0.0, 0.25, sin(atan(p.y, p.x) * 6.0) + 0.35) : 1.0;
    fill = outline * gap;
    vec4 ground = vec4(u_edge.rgb, 1.0) * inside * 0.55;
    vec4 drawn = vec4(paint.rgb, 1.0) * fill;
    colour = drawn + ground * (1.0 - drawn.a);
    return;
  }
  float edge = clamp(0.5 - (d - 1.25 * pixel * u_ratio) / pixel, 0.0, 1.0) * u_edge.a;
  vec4 drawn = vec4(paint.rgb, 1.0) * paint.a * fill;
  colour = drawn + vec4(u_edge.rgb, 1.0) * edge * (1.0 - drawn.a);
  if (severity > 0 && v_turn >= 0.0) {
    vec2 q = turned(p, v_turn);
    float tick = clamp(0.5 - polygon3(q, vec2(0.0, 1.0), vec2(-0.16, 0.80), vec2(0.16, 0.80)) / pixel, 0.0, 1.0);
    colour = vec4(paint.rgb, 1.0) * tick + colour * (1.0 - tick);
  }
}`;
