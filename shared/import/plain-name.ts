/**
 * How headings are compared: full width as half width, without case, blanks and signs, so that `Serial No.`,
 * `serial_no` and `ＳｅｒｉａｌＮｏ` are one. Empty where nothing is left.
 */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
