import type { LabelIcon } from '../../../models/label-design.ts';
import { handling } from './handling.ts';
import { marks } from './marks.ts';
import type { Icon } from './pen.ts';
import { safety } from './safety.ts';

/** All icons that labels can carry; each is made when it is asked for, since most labels carry none. */
export const icons: Record<LabelIcon, () => Icon> = { ...marks, ...handling, ...safety };
