import { createContext, type ReactNode, use, useEffect, useMemo } from 'react';
import type { ScreenWord, Words } from '../resources/languages/en.ts';
import { english as en } from '../resources/languages/english.ts';
import { zhCN } from '../resources/languages/zh-CN.ts';
import { fill, type WordParams } from '../shared/fill.ts';
import type { Language } from '../shared/models/settings.ts';
import { explanationsOf, type Problem } from '../shared/problems.ts';
import { createFormats, type Formats } from './format.ts';

export interface Speech extends Formats {
  language: Language;
  /** A word on screen. */
  w(key: ScreenWord, params?: WordParams): string;
  /** What was done or is to be decided, by its key; empty for what has no words. */
  explain(key: string): string;
  /** A problem's sentence in the reader's language. */
  sentence(problem: Problem): string;
}

const books: Record<Language, Words> = { en, 'zh-CN': zhCN };

export function createSpeech(language: Language): Speech {
  const book = books[language];
  const formats = createFormats(language);
  return {
    ...formats,
    language,
    w: (key, params) => fill(book.screen[key], params),
    explain: (key) => Object.entries(book.explanations).find(([name]) => name === key)?.[1] ?? '',
    sentence({ code, params = {} }) {
      const { at, why } = params;
      const reason = Object.entries(book.reasons).find(([name]) => name === why)?.[1];
      const shown = {
        ...params,
        // Stations send times as numbers, since only the reader's side knows the reader's clock.
        ...(typeof at === 'number' ? { at: formats.when(at) } : {}),
        ...(reason === undefined ? {} : { detail: fill(reason, params) }),
      };
      const more = explanationsOf(params).map((key) => fill(book.explanations[key], shown));
      return [fill(book.problems[code], shown), ...more].join(language === 'en' ? ' ' : '');
    },
  };
}

const SpeechContext = createContext<Speech | null>(null);

export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const speech = useMemo(() => createSpeech(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useWords(): Speech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error('useWords needs a WordsProvider above it');
  return speech;
}

/** Before the station says its language, the window speaks the machine's. */
export const machineLanguage = (): Language =>
  navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
