import { Button, createTheme, Drawer, Input, Modal, Popover, Switch, Tooltip } from '@mantine/core';

// Green, amber and red mean verdicts here, and orange means demo: everything else is this blue.
const line = [
  '#eaf1ff',
  '#d3e1fd',
  '#a9c4f8',
  '#7ba4f4',
  '#5a8cf0',
  '#3f78ea',
  '#2563d8',
  '#1b54c0',
  '#1548a6',
  '#0c3a8a',
] as const;

// Blue-grey like the house's own dark surfaces, so that menus and fields belong to the cards around them.
const dark = [
  '#e9eff6',
  '#c9d4df',
  '#a6b4c3',
  '#8493a3',
  '#3d4b5b',
  '#2d3947',
  '#1b242f',
  '#161d26',
  '#111820',
  '#0c1117',
] as const;

/** 64 px for what is done all day with gloves on, 44 px for the rest. */
const buttonHeights: Record<string, string> = { xl: '64px', md: '44px' };

export const theme = createTheme({
  fontFamily: 'var(--ls-sans)',
  fontFamilyMonospace: 'var(--ls-mono)',
  headings: { fontFamily: 'var(--ls-sans)', fontWeight: '700' },
  colors: { line, dark },
  primaryColor: 'line',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'md' },
      vars: (_, props) => ({
        root: { '--button-height': buttonHeights[String(props.size ?? 'md')] ?? '44px' },
      }),
    }),
    Input: Input.extend({
      defaultProps: { size: 'md' },
      vars: () => ({ wrapper: { '--input-height': '46px' } }),
    }),
    InputWrapper: { defaultProps: { size: 'md' } },
    Switch: Switch.extend({ defaultProps: { size: 'lg' } }),
    // The page itself never scrolls; the lock would only inject a style that the content policy blocks.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, radius: 'lg', padding: 'lg' },
    }),
    Drawer: Drawer.extend({
      defaultProps: { lockScroll: false, position: 'right', padding: 'lg' },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'lg', radius: 'lg', withArrow: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true } }),
  },
});
