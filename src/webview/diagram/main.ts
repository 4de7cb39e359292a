import type { DiagramSetup, DiagramState, DiagramToHost } from '../../data/diagram-protocol.ts';
import { button, element } from '../shared/element.ts';
import { vscodeApi } from '../shared/vscode-api.ts';
import { drawDiagram } from './draw.ts';
import { pictureOf } from './picture.ts';

/** The program of the diagram's webview: find, zoom, focus on a table and its neighbours. */
const api = vscodeApi<DiagramState>();
const root = document.getElementById('app');
const post = (message: DiagramToHost) => api.postMessage(message);

window.addEventListener('message', ({ data }: MessageEvent<DiagramSetup>) => show(data));
post({ kind: 'ready' });

function show({ database, diagram, texts }: DiagramSetup): void {
  if (!root) return;
  const picture = drawDiagram(diagram);
  let zoom = api.getState()?.zoom ?? 1;
  const setZoom = (next: number) => {
    zoom = Math.min(4, Math.max(0.1, next));
    picture.setAttribute('width', String(diagram.width * zoom));
    picture.setAttribute('height', String(diagram.height * zoom));
    api.setState({ database, zoom });
  };
  const area = element('div', {
    class: 'area',
    attributes: { tabindex: '0', role: 'region', 'aria-label': texts.diagram },
    children: [picture],
  });
  const status = element('span', { class: 'status', attributes: { role: 'status' } });
  const find = element('input', {
    attributes: { type: 'search', 'aria-label': texts.find, placeholder: texts.find },
  });
  find.addEventListener('input', () => mark(find.value));
  const mark = (text: string) => {
    const found = tables().filter((table) => marked(table, text));
    found[0]?.scrollIntoView({ block: 'center', inline: 'center' });
    status.textContent = text === '' ? '' : texts.found.replace('{0}', String(found.length));
  };
  const tables = () => [...picture.querySelectorAll<SVGElement>('.table')];
  const fit = () =>
    setZoom(Math.min(area.clientWidth / diagram.width, area.clientHeight / diagram.height, 1));
  const focus = (id: string | undefined) => focusOn(picture, id);
  picture.addEventListener('click', ({ target }) => focus(tableOf(target)));
  picture.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') focus(tableOf(event.target));
    if (event.key === 'Escape') focus(undefined);
  });
  area.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    setZoom(zoom * (event.deltaY < 0 ? 1.1 : 0.9));
  });
  const bar = element('div', {
    class: 'toolbar',
    attributes: { role: 'toolbar', 'aria-label': texts.diagram },
    children: [
      find,
      status,
      element('span', { class: 'space' }),
      button(texts.zoomOut, () => setZoom(zoom / 1.2), '−'),
      button(texts.zoomIn, () => setZoom(zoom * 1.2), '+'),
      button(texts.fit, fit),
      button(texts.all, () => focus(undefined)),
      button('SVG', () => post({ kind: 'save', format: 'svg', ...pictureOf(picture, diagram) })),
      button('PNG', () => void savePng()),
      button('Mermaid', () => post({ kind: 'mermaid' })),
    ],
  });
  const savePng = async () => {
    const { content } = pictureOf(picture, diagram);
    post({ kind: 'save', format: 'png', content: await pngOf(content, diagram) });
  };
  root.replaceChildren(bar, area);
  setZoom(zoom);
}

function marked(table: SVGElement, text: string): boolean {
  const isFound =
    text !== '' && (table.textContent ?? '').toLowerCase().includes(text.toLowerCase());
  table.classList.toggle('found', isFound);
  return isFound;
}

function tableOf(target: EventTarget | null): string | undefined {
  const table = target instanceof Element ? target.closest<SVGElement>('.table') : null;
  return table?.dataset.table;
}

/** Fades what is not the table or a neighbour of it. */
function focusOn(picture: SVGElement, id: string | undefined): void {
  const near = new Set([id]);
  for (const line of picture.querySelectorAll<SVGElement>('.line')) {
    const { from, to } = line.dataset;
    const touches = id !== undefined && (from === id || to === id);
    line.classList.toggle('near', touches);
    line.classList.toggle('far', id !== undefined && !touches);
    if (touches) near.add(from).add(to);
  }
  for (const table of picture.querySelectorAll<SVGElement>('.table')) {
    table.classList.toggle('far', id !== undefined && !near.has(table.dataset.table));
  }
}

/** A PNG of twice the size, as base64. */
async function pngOf(content: string, { width, height }: { width: number; height: number }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(content)}`;
  await image.decode();
  const canvas = element('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}
