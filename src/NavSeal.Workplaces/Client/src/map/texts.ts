// Words of the map itself. A page may say some otherwise, with {0} for the value: lost="…", no-webgl="…" on the element.

export type Language = 'en' | 'ru' | 'kk';

const words = {
  en: {
    map: 'Map of the seals', lost: 'No connection. The picture is of {time}.',
    here: '{count} seals here', more: 'and {count} more: come closer', close: 'Close',
    home: 'Whole country', zoomIn: 'Closer', zoomOut: 'Farther',
    critical: 'Critical', high: 'High', medium: 'Medium', well: 'Heard in time', silent: 'Not heard', unplaced: 'No fresh position',
    legend: 'Signs', kilometres: 'km', metres: 'm', sortWorst: 'Worst first',
    sortNumber: 'By number', noWebGl: 'This browser cannot draw the map.',
  },
  ru: {
    map: 'Карта пломб', lost: 'Нет связи. Картина на {time}.',
    here: 'Пломб здесь: {count}', more: 'и ещё {count}: приблизить', close: 'Закрыть',
    home: 'Вся страна', zoomIn: 'Ближе', zoomOut: 'Дальше',
    critical: 'Критическая', high: 'Высокая', medium: 'Средняя', well: 'На связи', silent: 'Нет связи', unplaced: 'Нет свежих координат',
    legend: 'Знаки', kilometres: 'км', metres: 'м', sortWorst: 'Сначала худшие',
    sortNumber: 'По номеру', noWebGl: 'Этот браузер не может показать карту.',
  },
  kk: {
    map: 'Пломбалар картасы', lost: 'Байланыс жоқ. Көрініс {time} уақытындағы.',
    here: 'Мұндағы пломбалар: {count}', more: 'және тағы {count}: жақындату', close: 'Жабу',
    home: 'Бүкіл ел', zoomIn: 'Жақындату', zoomOut: 'Алыстату',
    critical: 'Шұғыл', high: 'Жоғары', medium: 'Орташа', well: 'Байланыста', silent: 'Байланыс жоқ', unplaced: 'Жаңа орны белгісіз',
    legend: 'Белгілер', kilometres: 'км', metres: 'м', sortWorst: 'Алдымен нашары',
    sortNumber: 'Нөмірі бойынша', noWebGl: 'Бұл браузер картаны көрсете алмайды.',
  },
} as const;

export type Word = keyof typeof words.en;

export type Say = (word: Word, values?: Readonly<Record<string, string | number>>) => string;

export const languageOf = (text: string | null): Language => text?.startsWith('ru') ? 'ru' : text?.startsWith('kk') ? 'kk' : 'en';

export function speaker(element: HTMLElement, language: Language): Say {
  return (word, values = {}) => {
    const own = element.getAttribute(word === 'noWebGl' ? 'no-webgl' : word);
    const named = { ...values, 0: Object.values(values)[0] ?? '' } as Readonly<Record<string, string | number>>;
    return (own ?? words[language][word]).replace(/\{(\w+)\}/g, (_, name: string) => String(named[name] ?? ''));
  };
}

export const clock = (at: number, language: Language, zone: string | undefined): string =>
  new Intl.DateTimeFormat(language, {
    hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false, ...(zone ? { timeZone: zone } : {}),
  }).format(at);
