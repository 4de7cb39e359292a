import type { NoticeDefinition } from '../notice.ts';

/** Notices about Node projects. */
export const nodeNotices = {
  'knex-connection-unsure': {
    severity: 'warning',
    message:
      'The Knex configuration was left: its connection is made in a way that is not followed.',
    nextStep: 'Set client to {client} and connection to {connection} by hand.',
  },
  'knex-client-unsure': {
    severity: 'warning',
    message:
      'The Knex configuration was left: its client is {client}, which is known at run time only.',
    nextStep: 'Check that it becomes {wanted}, and that its connection then fits {target}.',
  },
  'knex-production-left': {
    severity: 'info',
    message: 'The environment {environment} keeps running on {engine}.',
    nextStep: 'Nothing to do. To move production too, plan with the strategy "replace".',
  },
  'knex-production-changes': {
    severity: 'warning',
    message: 'The environment {environment} would run on {target} too.',
    nextStep: 'Untick this step if production is to stay, or plan with the strategy "keep-both".',
  },
  'knex-changed-later': {
    severity: 'warning',
    message: 'The Knex configuration is changed here after it was made; this line was left.',
    nextStep: 'Check that it fits {target}.',
  },
  'knex-pool-hooks': {
    severity: 'warning',
    message: 'The pool runs code on its connections, written for {engine}; it was left.',
    nextStep: 'Check that this code runs on {target}.',
  },
  'knex-folder-of-file': {
    severity: 'info',
    message:
      'Knex resolves {file} from the folder of this file when it migrates, and the application from its own.',
    nextStep: 'Start both from the same folder, or give an absolute path.',
  },
  'knex-toggle': {
    severity: 'info',
    message: 'The configuration follows the variable {variable}: it chooses {source} or {target}.',
    nextStep: 'Set {variable} to {value} to run on {source}.',
  },
  'knex-values-differ': {
    severity: 'info',
    message:
      'Read through Knex on {target}, a boolean is 0 or 1, JSON is a string and a date is a number of milliseconds.',
    nextStep: 'Check the code that reads such columns.',
  },
  'knex-raw-rows': {
    severity: 'warning',
    message: 'knex.raw() gives an object with rows on {server} and an array on {file}.',
    nextStep: 'Take the result of this query as {target} gives it.',
  },
  'knex-insert-uneven': {
    severity: 'warning',
    message:
      'Not every row of this insert has {columns}: on {target} Knex writes NULL for it, on {source} the default of the column.',
    nextStep: 'Give every row the same columns.',
  },
  'driver-use-unknown': {
    severity: 'warning',
    message: '{package} was left: nothing shows how this project reaches its database with it.',
    nextStep: 'Set the library that uses it to {target}, then exchange it for {successor}.',
  },
  'driver-used-directly': {
    severity: 'warning',
    message: 'This code uses {package} itself; it was left, and so was the package.',
    nextStep: 'Write it for {target}: another driver, other placeholders, other results.',
  },
  'driver-stays': {
    severity: 'blocking',
    message:
      'This code uses {package}, which answers at once; {target} is waited for, so its callers change too. It was left.',
    nextStep:
      'Write it with Pool of pg, or with Knex, and plan again; or plan the configuration alone (--scope configuration).',
  },
  'driver-query': {
    severity: 'warning',
    message: 'This statement is not moved to {target}: {statement}.',
    nextStep: '{step}',
  },
  'pg-left': {
    severity: 'blocking',
    message: 'The code of this package stays with pg: {name} has no counterpart over {target}.',
    nextStep:
      'Do without it, with Pool, Client and plain queries, and plan again; or move this code by hand.',
  },
  'pg-choice-left': {
    severity: 'warning',
    message: 'This code has {name} beside pg, and chooses between them by itself; both were left.',
    nextStep: 'Set what it looks at so that it takes {target}.',
  },
  'node-url-check': {
    severity: 'warning',
    message:
      'This takes a URL alone: on {target} the address is the path of a file, such as {file}.',
    nextStep: 'Let it take any text, such as z.string() for z.string().url().',
  },
  'node-url-fixed': {
    severity: 'warning',
    message: 'The URL was put together of parts; now {file} is opened, whatever they are.',
    nextStep: 'Take out the parts that nothing else reads, or name the file by one of them.',
  },
  'pg-values': {
    severity: 'info',
    message:
      '{module} stands for pg: columns of the tables come as pg hands them out. What a query computes comes as {engine} has it: true as 1, JSON and times as text, sums and counts as numbers.',
    nextStep:
      'Check code that compares such a value with ===, and give times as Date: text is kept as it is written.',
  },
  'pg-columns-unknown': {
    severity: 'warning',
    message:
      '{module} stands for pg. No definition of the tables was found, so on {engine} true comes as 1, JSON and times come as text.',
    nextStep: 'List such columns in {module}, by table, with the names of their types.',
  },
  'pg-url-needed': {
    severity: 'warning',
    message:
      '{module} goes on to {source}: no URL of a database is set in this workspace, only its parts.',
    nextStep:
      'Set DATABASE_URL to ./{file}, in the environment or in an env file, to run on {engine}.',
  },
  'pg-chosen-by-url': {
    severity: 'info',
    message:
      '{module} chooses at run time: {source} for its URL, or where no URL is given; {engine} for the path of a file.',
    nextStep: 'Set DATABASE_URL to ./{file} to run on {engine}.',
  },
  'orm-one-engine': {
    severity: 'blocking',
    message:
      '{library} is set up for {engine} here ({text}), and this program does not let it choose between two databases.',
    nextStep: 'Let it choose by the URL, or keep a second configuration for {target}. {step}',
  },
  'orm-left': {
    severity: 'blocking',
    message: '{library} is set up for {engine} here ({text}); it was left.',
    nextStep: '{step}',
  },
  'prisma-lock': {
    severity: 'warning',
    message:
      'These migrations are for {engine} ({text}); {library} does not apply them to {target} (P3019).',
    nextStep:
      'Move the folder away, and make them anew for {target}: npx prisma migrate dev --name init.',
  },
  'prisma-raw': {
    severity: 'warning',
    message: '{text} gives {engine} SQL as it stands; {library} does not translate it.',
    nextStep: 'Write the statement for {target}.',
  },
  'orm-lacks': {
    severity: 'warning',
    message: '{library} has no form of this for {target}: {text}.',
    nextStep: 'Write it without what only {engine} has, and change the code that uses it.',
  },
  'script-names-driver': {
    severity: 'warning',
    message: 'The script {script} names {package}, which leaves.',
    nextStep: 'Name {successor} in its place.',
  },
  'knex-migration-not-portable': {
    severity: 'blocking',
    message: 'The migration will fail on {engine} at {call}: {reason}.',
    nextStep:
      'Put it behind a question for knex.client.config.client, with what {engine} needs instead.',
  },
  'knex-down-not-portable': {
    severity: 'warning',
    message: 'Rolling this migration back will fail on {engine} at {call}: {reason}.',
    nextStep:
      'Put it behind a question for knex.client.config.client before you go back beyond this migration.',
  },
  'knex-type-without-counterpart': {
    severity: 'warning',
    message: '{engine} makes the column of {call} and checks nothing in it: {reason}.',
    nextStep: 'Choose a type that both have, and change the code that uses what the type can do.',
  },
  'knex-sql-differs': {
    severity: 'warning',
    message: 'The migration’s SQL does something else on SQLite now: {reason}',
    nextStep: 'Look at the branch for SQLite in the diff.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
