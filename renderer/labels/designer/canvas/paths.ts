import type { DrawnMark } from '../../../../shared/models/template.ts';

/** Rows of dots as one path: each run of dark ones is a bar. */
function runs(
  rows: number,
  columns: number,
  isDark: (column: number, row: number) => boolean,
  bar: (from: number, to: number, row: number) => string,
): string {
  let path = '';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (!isDark(column, row)) continue;
      const from = column;
      while (column < columns && isDark(column, row)) column++;
      path += bar(from, column, row);
    }
  }
  return path;
}

export function modulesPath(mark: Extract<DrawnMark, { kind: 'modules' }>): string {
  const { x, y, module, rows } = mark;
  const columns = rows[0]?.length ?? 0;
  return runs(
    rows.length,
    columns,
    (column, row) => rows[row]?.[column] === '1',
    (from, to, row) => {
      const [left, top] = [x + from * module, y + row * module];
      return `M${left} ${top}h${(to - from) * module}v${module}H${left}z`;
    },
  );
}

export function bitmapPath(mark: Extract<DrawnMark, { kind: 'bitmap' }>): string {
  const bytes = atob(mark.bits);
  const perRow = Math.ceil(mark.columns / 8);
  const [wide, high] = [mark.width / mark.columns, mark.height / mark.rows];
  return runs(
    mark.rows,
    mark.columns,
    (column, row) =>
      (bytes.charCodeAt(row * perRow + (column >> 3)) & (0x80 >> (column & 7))) !== 0,
    (from, to, row) => {
      const [left, top] = [mark.x + from * wide, mark.y + row * high];
      return `M${left} ${top}h${(to - from) * wide}v${high}H${left}z`;
    },
  );
}

export function barsPath({
  x,
  y,
  height,
  module,
  widths,
}: Extract<DrawnMark, { kind: 'bars' }>): string {
  let at = x;
  let path = '';
  for (const [index, modules] of widths.entries()) {
    const width = modules * module;
    if (index % 2 === 0) path += `M${at} ${y}h${width}v${height}H${at}z`;
    at += width;
  }
  return path;
}
