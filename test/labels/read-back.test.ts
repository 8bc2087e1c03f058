import { describe, expect, test } from 'vitest';
import { labelsPerPage } from '../../shared/labels/paper.ts';
import { findDesign } from '../../shared/labels/papers.ts';
import { decodePayload, encodePayload } from '../../shared/labels/payload.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import { cutOut, rasterise, readCodes } from './paper.ts';
import { mixed, printed, stories, times } from './records.ts';

/** What is on the paper is what is in the record, read by a stranger's decoder. */

const payloads = (records: LabelRecord[]) => records.map(encodePayload).toSorted();

/** Every label cut out and read on its own, in its own place. */
function readOneByOne(pdf: Uint8Array, records: LabelRecord[], templateId: string, dpi: number) {
  const found = findDesign(templateId);
  if (!found.ok) throw new Error(found.problem.message);
  const pages = rasterise(pdf, dpi);
  const perPage = labelsPerPage(found.value.paper);
  expect(pages).toHaveLength(Math.ceil(records.length / perPage));
  return records.map((_, i) => {
    const page = pages[Math.floor(i / perPage)];
    if (!page) throw new Error(`page of label ${i} is missing`);
    return readCodes(cutOut(page, found.value, i % perPage)).map(decodePayload);
  });
}

const named = (records: LabelRecord[]) =>
  records.map(({ groupId, deviceSn }) => [{ groupId, deviceSn }]);

describe('every label equals its record, cut out and read on its own', () => {
  test.each([
    ['one label on a sheet', 1, 'l7651', 300],
    ['a full sheet of 65', 65, 'l7651', 300],
    ['two sheets of 65', 130, 'l7651', 150],
    ['a roll in a 203 dpi printer', 14, 'roll-50x30', 203],
    ['a roll in a 300 dpi printer', 14, 'roll-50x30', 300],
  ] as const)('%s', (_, count, templateId, dpi) => {
    const records = times(count, mixed);
    const read = readOneByOne(printed(records, templateId), records, templateId, dpi);
    expect(read).toEqual(named(records));
  });
});

// At 150, 300 and 600 dpi every module is a whole number of pixels. zbar gives up on pages of blurred
// ones, since it tries finder patterns in the order of how clearly it saw them.
describe.each(Object.entries({ ...stories, 'all kinds': mixed }))(
  'a whole page of 65, %s',
  (name, story) => {
    const records = times(65, story);
    test.each(name === 'ordinary ones' ? [150, 300, 600] : [150, 300])(
      'is read in one look at %i dpi',
      (dpi) => {
        const [page] = rasterise(printed(records, 'l7651'), dpi);
        if (!page) throw new Error('no page');
        expect(readCodes(page).toSorted()).toEqual(payloads(records));
      },
    );
  },
);
