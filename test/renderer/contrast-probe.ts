/**
 * Runs inside the page, so it stands alone. Every text that is seen, with the contrast of its computed colour
 * against what is painted behind it (WCAG 2.2's formula). Of a gradient the worst of its colours counts. What is
 * disabled, hidden or behind a dialog is left out, as WCAG 1.4.3 does.
 */
export interface Measured {
  text: string;
  ratio: number;
  ink: string;
  ground: string;
}

type Rgba = [number, number, number, number];

export function measureTexts(): Measured[] {
  const parse = (color: string): Rgba => {
    const [r = 0, g = 0, b = 0, a = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
    // color(srgb ...) counts from 0 to 1.
    const scale = color.startsWith('color(') ? 255 : 1;
    return [r * scale, g * scale, b * scale, a];
  };
  const over = (top: Rgba, under: Rgba): Rgba => {
    const mix = (index: 0 | 1 | 2) => top[index] * top[3] + under[index] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const light = (color: Rgba): number => {
    const [r, g, b] = color.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratioOf = (one: Rgba, other: Rgba): number => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b) as [number, number];
    return (high + 0.05) / (low + 0.05);
  };
  /** All the colours that may be behind an element. */
  const groundsOf = (element: Element | null): Rgba[] => {
    if (!element) return [[255, 255, 255, 1]];
    const style = getComputedStyle(element);
    const image = style.backgroundImage;
    const own = image.includes('gradient')
      ? (image.match(/rgba?\([^)]*\)|color\([^)]*\)/g) ?? []).map(parse)
      : [parse(style.backgroundColor)];
    if (own.every((color) => color[3] === 1)) return own;
    return own.flatMap((color) =>
      groundsOf(element.parentElement).map((under) => over(color, under)),
    );
  };
  const opacityOf = (element: Element | null): number =>
    element ? Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement) : 1;

  const dialog = document.querySelector('[role=dialog],[role=alertdialog]');
  const seen: Measured[] = [];
  const judge = (element: Element, text: string, color: string) => {
    const opacity = opacityOf(element);
    if (opacity === 0) return;
    const ink = parse(color);
    const worst = groundsOf(element)
      .map((ground) => ({
        ground,
        ratio: ratioOf(over([ink[0], ink[1], ink[2], ink[3] * opacity], ground), ground),
      }))
      .sort((a, b) => a.ratio - b.ratio)[0];
    if (!worst) return;
    seen.push({
      text: text.slice(0, 60),
      ratio: Math.round(worst.ratio * 100) / 100,
      ink: color,
      ground: worst.ground.join(),
    });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent?.trim() ?? '';
    if (!element || text === '' || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(element.tagName)) continue;
    if (element.closest(':disabled, [data-disabled], [aria-disabled=true], option')) continue;
    if (dialog && !dialog.contains(element)) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    judge(element, text, getComputedStyle(element).color);
  }
  for (const field of document.querySelectorAll<HTMLInputElement>(
    'input[placeholder], input[value]',
  )) {
    if (field.disabled || !field.checkVisibility() || (dialog && !dialog.contains(field))) continue;
    if (/checkbox|radio|hidden|range/.test(field.type)) continue;
    if (field.value) judge(field, field.value, getComputedStyle(field).color);
    else if (field.placeholder)
      judge(field, field.placeholder, getComputedStyle(field, '::placeholder').color);
  }
  return seen;
}
