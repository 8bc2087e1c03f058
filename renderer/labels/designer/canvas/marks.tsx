import type { DrawnMark } from '../../../../shared/models/template.ts';
import { barsPath, bitmapPath, modulesPath } from './paths.ts';

/** Marks of a drawing as SVG in millimetres, black on white as they are printed. */
export function Marks({ marks }: { marks: readonly DrawnMark[] }) {
  // Marks have no names and never change places by themselves: a drawing comes as a whole.
  return marks.map((mark, index) => <MarkShape key={`${index}-${mark.kind}`} mark={mark} />);
}

function MarkShape({ mark }: { mark: DrawnMark }) {
  switch (mark.kind) {
    case 'modules':
      return <path d={modulesPath(mark)} shapeRendering="crispEdges" />;
    case 'bars':
      return <path d={barsPath(mark)} shapeRendering="crispEdges" />;
    case 'path':
      return <path d={mark.d} />;
    case 'rectangle':
      return <rect x={mark.x} y={mark.y} width={mark.width} height={mark.height} />;
    case 'frame': {
      const half = mark.thickness / 2;
      return (
        <rect
          x={mark.x + half}
          y={mark.y + half}
          width={Math.max(0, mark.width - mark.thickness)}
          height={Math.max(0, mark.height - mark.thickness)}
          rx={Math.max(0, mark.radius - half)}
          fill="none"
          stroke="#000"
          strokeWidth={mark.thickness}
        />
      );
    }
    case 'bitmap':
      return <path d={bitmapPath(mark)} shapeRendering="crispEdges" />;
  }
}
