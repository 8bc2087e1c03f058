import type { AppParts } from '../app.ts';
import type { Topic } from './topic.ts';

/** What goes out as a file for whoever is at a window. */
export function exportHandlers({ exporter }: AppParts): Topic<'exports'> {
  return {
    'exports.begin': (order, { by }) => exporter.begin(order, by),
    'exports.drop': ({ id }) => exporter.drop(id),
    'exports.take': ({ id, offset }) => exporter.take(id, offset),
  };
}
