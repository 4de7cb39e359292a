import { recipes } from '../../src/recipes/index.ts';

const names: Readonly<Record<string, string>> = {
  compose: 'Docker Compose',
  docker: 'Docker',
  env: 'Env files',
  python: 'Python',
  sqlalchemy: 'SQLAlchemy',
  alembic: 'Alembic',
  django: 'Django',
  flask: 'Flask',
  node: 'Node.js',
  workspace: 'Around it',
};

/** The README's table of what is switched, from the recipes themselves. */
export function recipeTable(): string {
  const ecosystems = [...new Set(recipes.map(({ ecosystem }) => ecosystem))];
  const rows = ecosystems.map((ecosystem) => {
    const own = recipes.filter((recipe) => recipe.ecosystem === ecosystem);
    return `| ${names[ecosystem]} | ${own.map(({ title }) => title).join('<br>')} |`;
  });
  return ['| Ecosystem | What it does |', '| --- | --- |', ...rows].join('\n');
}

const region = /(<!-- recipes -->\n)[\s\S]*?(<!-- \/recipes -->)/;

/** A README with the table as it is now. */
export function withRecipeTable(readme: string): string {
  return readme.replace(region, (_whole, open: string, close: string) => {
    return `${open}\n${recipeTable()}\n\n${close}`;
  });
}
