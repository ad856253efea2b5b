// Where several seals lie under one point: a list to choose from, worst first. Focus goes into it and comes back to the map.
import { isSilent, isUnplaced } from './frame';
import type { Picked } from './picking';
import type { Say, Word } from './texts';

export interface Choice {
  readonly picked: Picked;
  readonly number: string;
}

const signs: readonly Word[] = ['well', 'medium', 'high', 'critical'];
const shapes = ['●', '■', '◆', '▲'];

export interface ListWishes {
  readonly say: Say;
  readonly choices: readonly Choice[];
  /** Seals that are not in the list. */
  readonly more: number;
  /** Where the list opens, in pixels of the map. */
  readonly at: { readonly x: number; readonly y: number };
  choose(number: string): void;
  comeCloser(): void;
  closed(): void;
}

export class ChoiceList {
  private box: HTMLDivElement | null = null;
  private byNumber = false;

  constructor(private readonly host: HTMLElement) {}

  get isOpen(): boolean {
    return this.box !== null;
  }

  open(wishes: ListWishes): void {
    this.close();
    const box = document.createElement('div');
    box.className = 'seal-map-list';
    box.setAttribute('role', 'dialog');
    box.tabIndex = -1;
    const total = wishes.choices.reduce((sum, choice) => sum + choice.picked.stands, 0) + wishes.more;
    const title = wishes.say('here', { count: total });
    box.setAttribute('aria-label', title);
    box.append(this.head(title, wishes), this.rows(wishes));
    const closer = (): void => this.leave(wishes.comeCloser, wishes);
    if (wishes.more > 0) box.append(button('seal-map-more', wishes.say('more', { count: wishes.more }), closer));
    box.addEventListener('keydown', event => this.move(event, wishes));
    this.host.append(box);
    this.box = box;
    this.place(box, wishes.at);
    (box.querySelector<HTMLElement>('li button') ?? box).focus({ preventScroll: true });
  }

  close(): void {
    this.box?.remove();
    this.box = null;
  }

  private leave(then: () => void, wishes: ListWishes): void {
    this.close();
    wishes.closed();
    then();
  }

  private head(title: string, wishes: ListWishes): HTMLElement {
    const head = document.createElement('header');
    const text = document.createElement('strong');
    text.textContent = title;
    const sort = button('seal-map-sort', wishes.say(this.byNumber ? 'sortWorst' : 'sortNumber'), () => {
      this.byNumber = !this.byNumber;
      this.open(wishes);
    });
    const close = button('seal-map-close', '×', () => this.leave(() => undefined, wishes));
    close.setAttribute('aria-label', wishes.say('close'));
    head.append(text, sort, close);
    return head;
  }

  private rows(wishes: ListWishes): HTMLElement {
    const { say, choices } = wishes;
    const list = document.createElement('ul');
    const sorted = this.byNumber ? [...choices].sort((a, b) => a.number.localeCompare(b.number)) : choices;
    for (const { picked, number } of sorted) {
      const row = document.createElement('li');
      const word: Word = picked.severity > 0 ? signs[picked.severity]! : isSilent(picked.state) ? 'silent'
        : isUnplaced(picked.state) ? 'unplaced' : 'well';
      const shape = picked.severity === 0 && word !== 'well' ? '◌' : shapes[picked.severity]!;
      const name = picked.stands > 1 ? `${number} +${picked.stands - 1}` : number;
      const pick = button('', '', () => this.leave(() => wishes.choose(number), wishes));
      const look = `seal-map-${word === 'unplaced' ? 'silent' : word}`;
      pick.append(part('i', look, shape), part('span', 'id', name), part('small', '', say(word)));
      row.append(pick);
      list.append(row);
    }
    return list;
  }

  private move(event: KeyboardEvent, wishes: ListWishes): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.leave(() => undefined, wishes);
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !this.box) return;
    event.preventDefault();
    const rows = [...this.box.querySelectorAll<HTMLElement>('li button, .seal-map-more')];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[(at + step + rows.length) % rows.length]?.focus();
  }

  private place(box: HTMLElement, at: { x: number; y: number }): void {
    const [width, height] = [this.host.clientWidth, this.host.clientHeight];
    const gap = 12;
    const right = at.x + gap + box.offsetWidth < width ? at.x + gap : Math.max(gap, at.x - gap - box.offsetWidth);
    box.style.left = `${Math.min(right, Math.max(gap, width - box.offsetWidth - gap))}px`;
    box.style.top = `${Math.max(gap, Math.min(at.y - 20, height - box.offsetHeight - gap))}px`;
  }
}

function button(className: string, text: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}

function part(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
