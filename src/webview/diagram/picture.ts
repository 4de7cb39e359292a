import type { Diagram } from '../../data/diagram.ts';

/** Styles that a picture outside of the editor needs, taken from what is seen. */
const copied = ['fill', 'stroke', 'stroke-width', 'font-family', 'font-size', 'font-weight'];

/** The picture as a file of its own: its colours are written into it. */
export function pictureOf(picture: SVGElement, { width, height }: Diagram): { content: string } {
  const copy = picture.cloneNode(true);
  if (!(copy instanceof SVGElement)) return { content: '' };
  const originals = picture.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((part, at) => {
    const original = originals[at];
    if (!original || !(part instanceof SVGElement)) return;
    const style = getComputedStyle(original);
    for (const name of copied) part.style.setProperty(name, style.getPropertyValue(name));
    part.removeAttribute('tabindex');
    part.removeAttribute('role');
  });
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  return { content: new XMLSerializer().serializeToString(copy) };
}
