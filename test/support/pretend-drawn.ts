import { designFaults } from '../../shared/labels/design-faults.ts';
import { drawLabel } from '../../shared/labels/draw/draw-label.ts';
import type { Mark } from '../../shared/labels/draw/drawing.ts';
import { checkDesign } from '../../shared/labels/physics/check-design.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import type { DrawnLabel, DrawnMark } from '../../shared/models/template.ts';

/** Labels for a window without a station behind it: letters are bars of their width, all else is as printed. */

const measure = (text: string, size: number) => text.length * size * 0.55;

const record = (deviceSn: string): LabelRecord => ({
  groupId: 'INV5K1',
  deviceSn,
  title: '逆变器 Inverter 5 kW',
  fields: { deviceSn, groupId: 'INV5K1', groupName: '逆变器 Inverter 5 kW' },
});

function drawnMark(mark: Mark): DrawnMark {
  switch (mark.kind) {
    case 'modules': {
      const { x, y, module, columns, rows, text } = mark;
      const bits = Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (__, column) => (mark.isDark(column, row) ? 1 : 0)).join(
          '',
        ),
      );
      return { kind: 'modules', x, y, module, rows: bits, text };
    }
    case 'bars': {
      const { kind, x, y, height, module, text } = mark;
      return { kind, x, y, height, module, widths: [...mark.widths], text };
    }
    case 'text': {
      const { x, baseline, size, text } = mark;
      const top = baseline - size * 0.7;
      const letters = [...text].map((letter, at) =>
        letter === ' '
          ? ''
          : `M${x + at * size * 0.55} ${top}h${size * 0.4}V${baseline}h${-size * 0.4}z`,
      );
      return { kind: 'path', d: letters.join('') };
    }
    case 'shape':
      return { kind: 'path', d: mark.path.map(([kind, ...at]) => kind + at.join(' ')).join('') };
    case 'bitmap':
      return { ...mark, bits: Buffer.from(mark.bits).toString('base64') };
    default:
      return mark;
  }
}

export function pretendDrawing(design: LabelDesign, deviceSn: string): DrawnLabel {
  const drawn = (element: string | null, only: LabelDesign) => {
    const made = drawLabel(only, record(deviceSn), measure);
    return {
      element,
      marks: made.ok ? made.value.marks.map(drawnMark) : [],
      problem: made.ok ? null : made.problem,
    };
  };
  const { width, height } = design.paper.label;
  return {
    width,
    height,
    deviceSn,
    faults: [...designFaults(design), ...checkDesign(design, record(deviceSn))],
    parts:
      design.layout === 'automatic'
        ? [drawn(null, design)]
        : design.elements.map((element) => drawn(element.id, { ...design, elements: [element] })),
  };
}
