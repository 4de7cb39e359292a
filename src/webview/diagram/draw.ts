import {
  type Diagram,
  type DiagramBox,
  type DiagramLine,
  diagramSizes,
} from '../../data/diagram.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number>>;

/** An element of SVG; what comes from a database is only ever set as text. */
export function svg(
  name: string,
  attributes: Attributes,
  children: readonly Node[] = [],
): SVGElement {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

function label(text: string, attributes: Attributes): SVGElement {
  const made = svg('text', attributes);
  made.textContent = text;
  return made;
}

/** The whole picture: lines below, a group for each table above. */
export function drawDiagram(diagram: Diagram): SVGElement {
  const boxes = new Map(diagram.boxes.map((box) => [box.id, box]));
  const lines = diagram.lines.flatMap((line) => drawLine(line, boxes) ?? []);
  return svg(
    'svg',
    {
      xmlns: svgNamespace,
      viewBox: `0 0 ${diagram.width} ${diagram.height}`,
      width: diagram.width,
      height: diagram.height,
    },
    [...lines, ...diagram.boxes.map(drawBox)],
  );
}

function drawBox(box: DiagramBox): SVGElement {
  const { head, row } = diagramSizes;
  const rows = box.columns.map(({ name, type, mark }, at) => {
    const y = head + at * row + 14;
    return svg('g', {}, [
      label(mark, { x: 8, y, class: 'mark' }),
      label(name, { x: 22, y, class: 'column' }),
      label(type.toLowerCase(), { x: box.width - 8, y, class: 'type', 'text-anchor': 'end' }),
    ]);
  });
  return svg(
    'g',
    {
      class: 'table',
      'data-table': box.id,
      transform: `translate(${box.x} ${box.y})`,
      tabindex: 0,
      role: 'group',
      'aria-label': `${box.name}: ${box.columns.map(({ name }) => name).join(', ')}`,
    },
    [
      svg('rect', { class: 'box', width: box.width, height: box.height, rx: 4 }),
      svg('path', { class: 'rule', d: `M0 ${head - 2} H${box.width}` }),
      label(box.name, { x: 8, y: 17, class: 'name' }),
      ...rows,
    ],
  );
}

function drawLine(
  line: DiagramLine,
  boxes: ReadonlyMap<number, DiagramBox>,
): SVGElement | undefined {
  const from = boxes.get(line.from);
  const to = boxes.get(line.to);
  if (!from || !to) return undefined;
  const { head, row } = diagramSizes;
  const startY = from.y + head + line.row * row + 9;
  const endY = to.y + head / 2;
  // From the side that faces the target; a table that means itself takes a turn.
  const isRight = from.x > to.x;
  const startX = isRight ? from.x : from.x + from.width;
  const endX = isRight || from === to ? to.x + to.width : to.x;
  const turn = isRight ? -40 : 40;
  const endTurn = isRight || from === to ? 40 : -40;
  return svg('path', {
    class: 'line',
    'data-from': line.from,
    'data-to': line.to,
    d: `M${startX} ${startY} C${startX + turn} ${startY} ${endX + endTurn} ${endY} ${endX} ${endY}`,
  });
}
