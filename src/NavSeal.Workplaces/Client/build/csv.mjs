// Rows of a table of reference/: commas, a header line, quotes where needed.
export function csv(text) {
  const [header, ...rows] = text.replace(/\r/g, '').trim().split('\n').map(cells);
  return rows.map(row => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

function cells(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}
