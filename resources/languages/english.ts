import { en, type Words } from './en.ts';
import { screen } from './en-screen.ts';

/** Every word of English. */
export const english = { ...en, screen } satisfies Words;
