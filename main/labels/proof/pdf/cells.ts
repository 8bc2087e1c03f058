import type { Box } from './painted.ts';

/** Where a label lies in a PDF: its page, counted from 0, and its place on it in millimetres, y down. */
export interface Place {
  page: number;
  x: number;
  y: number;
}

/** How labels lie in a PDF, in their order. */
export interface Layout {
  count: number;
  /** In millimetres. */
  label: { width: number; height: number };
  /** Where label `at`, counted from 0, was to be put. */
  placeOf(at: number): Place;
}

/** Places of the labels of a job on its pages, in points. */
export interface Cells {
  pageOf(label: number): number;
  of(label: number): Box;
  /** All on one page. */
  on(page: number): Box[];
}

const points = (millimetres: number): number => (millimetres * 72) / 25.4;

export function cellsOf({ count, label, placeOf }: Layout): Cells {
  const of = (at: number): Box => {
    const { x, y } = placeOf(at);
    return {
      left: points(x),
      top: points(y),
      right: points(x + label.width),
      bottom: points(y + label.height),
    };
  };
  const pageOf = (at: number): number => placeOf(at).page;
  /** The first label of a page: labels lie on pages in their order. */
  const firstOn = (page: number): number => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (pageOf(middle) < page) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    pageOf,
    of,
    on(page) {
      const [from, to] = [firstOn(page), firstOn(page + 1)];
      return Array.from({ length: to - from }, (_, at) => of(from + at));
    },
  };
}
