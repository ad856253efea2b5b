// What the packages leave out or call by an old name: names of states and waters in the three languages, and where their labels stand.
import countries from 'i18n-iso-countries';

export const languages = ['en', 'ru', 'kk'];

// Short names, as people of the trade say them.
const said = {
  RU: { en: 'Russia', ru: 'Россия', kk: 'Ресей' },
  KZ: { en: 'Kazakhstan', ru: 'Казахстан', kk: 'Қазақстан' },
  KG: { en: 'Kyrgyzstan', ru: 'Кыргызстан', kk: 'Қырғызстан' },
  TM: { en: 'Turkmenistan', ru: 'Туркменистан', kk: 'Түрікменстан' },
  UZ: { en: 'Uzbekistan', ru: 'Узбекистан', kk: 'Өзбекстан' },
  TJ: { en: 'Tajikistan', ru: 'Таджикистан', kk: 'Тәжікстан' },
  BY: { en: 'Belarus', ru: 'Беларусь', kk: 'Беларусь' },
  AM: { en: 'Armenia', ru: 'Армения', kk: 'Армения' },
  AZ: { en: 'Azerbaijan', ru: 'Азербайджан', kk: 'Әзербайжан' },
  GE: { en: 'Georgia', ru: 'Грузия', kk: 'Грузия' },
  MD: { en: 'Moldova', ru: 'Молдова', kk: 'Молдова' },
  CN: { en: 'China', ru: 'Китай', kk: 'Қытай' },
  MN: { en: 'Mongolia', ru: 'Монголия', kk: 'Моңғолия' },
  IR: { en: 'Iran', ru: 'Иран', kk: 'Иран' },
  TR: { en: 'Türkiye', ru: 'Турция', kk: 'Түркия' },
  SY: { en: 'Syria', ru: 'Сирия', kk: 'Сирия' },
  KR: { en: 'South Korea', ru: 'Южная Корея', kk: 'Оңтүстік Корея' },
  KP: { en: 'North Korea', ru: 'Северная Корея', kk: 'Солтүстік Корея' },
  US: { en: 'United States', ru: 'США', kk: 'АҚШ' },
  GB: { en: 'United Kingdom', ru: 'Великобритания', kk: 'Ұлыбритания' },
  TW: { en: 'Taiwan', ru: 'Тайвань', kk: 'Тайвань' },
  LA: { en: 'Laos', ru: 'Лаос', kk: 'Лаос' },
  TZ: { en: 'Tanzania', ru: 'Танзания', kk: 'Танзания' },
  CD: { en: 'DR Congo', ru: 'ДР Конго', kk: 'Конго ДР' },
  CG: { en: 'Congo', ru: 'Конго', kk: 'Конго' },
  MK: { en: 'North Macedonia', ru: 'Северная Македония', kk: 'Солтүстік Македония' },
  ZA: { en: 'South Africa', ru: 'ЮАР', kk: 'ОАР' },
  CZ: { en: 'Czechia', ru: 'Чехия', kk: 'Чехия' },
};

// Where the middle of the area would be a poor place for the name.
const places = {
  KZ: [65.6, 49.2], RU: [57.2, 53.0], CN: [87.2, 41.6], UZ: [63.4, 42.3], TM: [58.6, 39.4], KG: [75.4, 41.55], TJ: [70.9, 38.75], MN: [101.5, 46.9],
  BY: [28.2, 53.3], AM: [44.85, 40.45], AZ: [47.9, 40.5], GE: [43.6, 42.15], IR: [54.5, 34.0], AF: [66.2, 34.2], US: [-100, 40], CA: [-105, 57], NO: [9.5, 61.5],
};

// Waters that are no lake of their own file.
const waters = [
  { en: 'Caspian Sea', ru: 'Каспийское море', kk: 'Каспий теңізі', at: [50.6, 41.9], rank: 1 },
  { en: 'Black Sea', ru: 'Чёрное море', kk: 'Қара теңіз', at: [34.6, 43.3], rank: 1 },
  { en: 'Baltic Sea', ru: 'Балтийское море', kk: 'Балтық теңізі', at: [19.4, 57.0], rank: 2 },
  { en: 'Sea of Azov', ru: 'Азовское море', kk: 'Азов теңізі', at: [36.6, 46.1], rank: 3 },
  { en: 'Kara Sea', ru: 'Карское море', kk: 'Кара теңізі', at: [68, 73], rank: 2 },
  { en: 'Barents Sea', ru: 'Баренцево море', kk: 'Баренц теңізі', at: [42, 72.5], rank: 2 },
  { en: 'Mediterranean Sea', ru: 'Средиземное море', kk: 'Жерорта теңізі', at: [27, 34], rank: 2 },
];

export function stateNames(alpha2) {
  return Object.fromEntries(languages.map(language => [
    `name_${language}`, said[alpha2]?.[language] ?? countries.getName(alpha2, language) ?? countries.getName(alpha2, 'en'),
  ]));
}

export const stateOf = numeric => countries.numericToAlpha2(numeric);

export const labelPlace = (alpha2, otherwise) => places[alpha2] ?? otherwise;

export const waterLabels = waters.map(({ at, rank, ...names }) => ({
  type: 'Feature',
  properties: { kind: 'water', rank, ...Object.fromEntries(languages.map(language => [`name_${language}`, names[language]])) },
  geometry: { type: 'Point', coordinates: at },
}));
