// The connection to /live/positions: says what the map shows, hands on frames, comes back after a loss.
import { readFrame, type Frame } from './frame';

const waitMin = 1_000;
const waitMax = 15_000;
// The server sends a frame each second; this long without one is a lost stream, whatever the socket says.
const silenceMax = 4_000;
const namesAtOnce = 200;

export interface FeedView {
  readonly box: readonly [west: number, south: number, east: number, north: number];
  readonly zoom: number;
}

export interface FeedEvents {
  frame(frame: Frame): void;
  /** Since when the picture is old, milliseconds since 1970; null: it is live. */
  state(oldSince: number | null): void;
  /** The number of a seal was learnt. */
  named(id: number, number: string): void;
}

export class Feed {
  private socket: WebSocket | null = null;
  private view: FeedView | null = null;
  private selected: string | null = null;
  private wait = waitMin;
  private timer: number | undefined;
  private watch: number | undefined;
  private heardAt = Date.now();
  private isOld = true;
  private isClosed = false;
  private readonly names = new Map<number, string>();
  private readonly waiting = new Map<number, ((number: string | null) => void)[]>();

  constructor(private readonly address: string, private readonly events: FeedEvents) {}

  open(): void {
    this.isClosed = false;
    this.connect();
    this.watch = window.setInterval(() => this.lookForSilence(), 1_000);
  }

  close(): void {
    this.isClosed = true;
    window.clearTimeout(this.timer);
    window.clearInterval(this.watch);
    this.socket?.close();
    this.socket = null;
  }

  show(view: FeedView): void {
    this.view = view;
    this.send({ box: view.box, zoom: view.zoom });
  }

  select(number: string | null): void {
    this.selected = number;
    this.send({ selected: number });
  }

  /** The seal's number by its id; null where the server does not know it or does not answer. */
  nameOf(id: number): Promise<string | null> {
    const known = this.names.get(id);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise(resolve => {
      const others = this.waiting.get(id);
      if (others) others.push(resolve);
      else this.waiting.set(id, [resolve]);
      queueMicrotask(() => this.askNames());
      window.setTimeout(() => this.settle(id, null), 5_000);
    });
  }

  knownName(id: number): string | undefined {
    return this.names.get(id);
  }

  private askNames(): void {
    const names = [...this.waiting.keys()].filter(id => !this.names.has(id)).slice(0, namesAtOnce);
    if (names.length > 0) this.send({ names });
  }

  private settle(id: number, number: string | null): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    for (const resolve of waiting ?? []) resolve(number);
  }

  private connect(): void {
    const address = new URL(this.address, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      if (this.view) this.send({ ...this.view, selected: this.selected });
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => this.receive(event.data);
    socket.onclose = () => this.comeBack(socket);
    this.socket = socket;
  }

  private receive(message: ArrayBuffer | string): void {
    if (typeof message === 'string') {
      const { names = {} } = JSON.parse(message) as { names?: Record<string, string> };
      for (const [id, number] of Object.entries(names)) {
        this.names.set(+id, number);
        this.events.named(+id, number);
        this.settle(+id, number);
      }
      return;
    }
    const frame = readFrame(message);
    if (frame === null) return;
    this.heardAt = Date.now();
    this.wait = waitMin;
    this.setOld(false);
    this.events.frame(frame);
  }

  private comeBack(socket: WebSocket): void {
    if (this.isClosed || socket !== this.socket) return;
    this.socket = null;
    this.setOld(true);
    // Half of the wait is drawn by lot: after a restart of the server not all maps come back at one instant.
    this.timer = window.setTimeout(() => this.connect(), this.wait * (0.5 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, waitMax);
  }

  private lookForSilence(): void {
    if (Date.now() - this.heardAt < silenceMax) return;
    this.setOld(true);
    if (this.socket?.readyState === WebSocket.OPEN && Date.now() - this.heardAt > 3 * silenceMax) {
      const socket = this.socket;
      socket.close();
      this.comeBack(socket);
    }
  }

  private setOld(isOld: boolean): void {
    if (isOld === this.isOld) return;
    this.isOld = isOld;
    this.events.state(isOld ? this.heardAt : null);
  }

  private send(message: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
}
