/** Folders that hold no file of the user's own; they are never entered. */
const foreignFolders = new Set([
  'node_modules',
  'bower_components',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  'site-packages',
  '__pycache__',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.terraform',
  '.gradle',
  '.idea',
  '.engine-switch',
  '.vscode-test',
]);

/** Whether a folder of this name is left out of every search. */
export function isForeignFolder(name: string): boolean {
  return foreignFolders.has(name);
}

const relevantEndings = new Set(
  (
    'py pyi yml yaml toml ini cfg conf env sql sh bash js cjs mjs ts cts mts json jsonc md rst ' +
    'tf hcl in mako j2 tpl dockerfile http prisma'
  ).split(' '),
);

const relevantNames =
  /^(?:Dockerfile.*|Containerfile.*|Makefile|GNUmakefile|makefile|justfile|Justfile|Procfile|Pipfile|Vagrantfile|Jenkinsfile|\.?env(?:[.-].*)?|.*\.env(?:[.-].*)?|\.envrc|\.flaskenv|requirements[\w.-]*\.txt|[\w.-]*requirements\.txt|constraints[\w.-]*\.txt|(?:base|common|core|main|app|prod|production|deploy|docker|dev|develop|development|local|test|tests|testing|ci|docs|lint)\.txt|entrypoint|start|prestart|run|wait-for-.*|\.gitignore|\.gitkeep|\.dockerignore)$/;

/** Generated files whose presence matters and whose content does not. */
const lockFiles =
  /^(?:poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;

/** Whether a file of this name can have to do with a database and is read into a snapshot. */
export function isRelevantFile(name: string): boolean {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return (relevantEndings.has(ending) || relevantNames.test(name)) && !lockFiles.test(name);
}

/** Files that are many; of the others (settings, scripts, Dockerfiles) each can matter. */
const many = /\.(?:pyi?|[cm]?[jt]s|json|md|rst|ya?ml)$/;

/**
 * Words of which a file that has to do with a database has at least one, whatever a recipe seeks.
 * Words in small and in capital letters apart are found in half the time.
 */
const concerns = [
  /sql|pg|db|dsn|url|yml|yaml|toml|ostgre|atabase|ettings|ortoise|olumn|lembic|jango|_engine|env|prefix|nested_delimiter|execute|nex|query\(|raw\(/,
  /SQL|Sql|OSTGRE|ATABASE|DB_|DSN|PG|URL|RDS_|BaseModel|SELECT|INSERT|UPDATE|DELETE|Raw\(|ILIKE/,
  /\.json["']|\$\{?[A-Z]/,
];

/** Their presence tells of a project, a package or a stack, whatever they hold. */
const manifests = /(?:^|\/)(?:package\.json|setup\.py|__init__\.py|[^/]*compose[^/]*\.ya?ml)$/;

/**
 * Whether a file that was read can have to do with a database. One of many without a word of it is
 * set aside once, so that no recipe has to look at them.
 */
export function isRelevantText(path: string, text: string): boolean {
  return !many.test(path) || concerns.some((words) => words.test(text)) || manifests.test(path);
}
