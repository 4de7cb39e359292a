import type { GridSetup } from '../../data/grid/protocol.ts';
import { element } from '../shared/element.ts';

/** The results of a script, one tab each; nothing where there is only one. */
export function resultTabs(
  { tabs }: GridSetup,
  choose: (index: number) => void,
): readonly HTMLElement[] {
  if (!tabs) return [];
  const move = (index: number) => choose((index + tabs.labels.length) % tabs.labels.length);
  const made = tabs.labels.map((label, index) => {
    const isActive = index === tabs.active;
    const tab = element('button', {
      class: 'tab',
      text: `${index + 1}: ${label}`,
      attributes: {
        type: 'button',
        role: 'tab',
        'aria-selected': String(isActive),
        tabindex: isActive ? '0' : '-1',
      },
      on: { click: () => choose(index) },
    });
    tab.addEventListener('keydown', ({ key }) => {
      if (key === 'ArrowRight') move(index + 1);
      if (key === 'ArrowLeft') move(index - 1);
    });
    return tab;
  });
  return [element('div', { class: 'tabs', attributes: { role: 'tablist' }, children: made })];
}
