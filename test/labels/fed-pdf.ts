import {
  type PdfQuestion,
  type PdfReply,
  type PdfWish,
  provenPdf,
} from '../../main/labels/proven-pdf.ts';
import type { LabelRecord } from '../../shared/models/label.ts';

/** `provenPdf` in this thread, fed as the printer feeds its worker; stopped at the first question of which `stopAt` says so. */
export function fedPdf(
  records: readonly LabelRecord[],
  wish: PdfWish,
  stopAt: (question: PdfQuestion) => boolean = () => false,
) {
  let given = 0;
  return provenPdf(wish, async (question): Promise<PdfReply> => {
    const from = given;
    given += question.wants;
    return { records: records.slice(from, given), stop: stopAt(question) };
  });
}
