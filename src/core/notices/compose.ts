import type { NoticeDefinition } from '../notice.ts';

/** Notices about compose files: services, their environment, and where the data lies. */
export const composeNotices = {
  'database-service-kept': {
    severity: 'info',
    message: 'The {service} service stays: {users} still needs it.',
    nextStep: 'Remove the service by hand once nothing else uses it.',
  },
  'database-data-left': {
    severity: 'info',
    message: 'The data of the {service} service stays in {place}.',
    nextStep: 'Copy it over, or delete it once it is no longer needed.',
  },
  'database-init-scripts': {
    severity: 'warning',
    message:
      'The {service} service ran {script} when it first started. Nothing runs it on {engine}.',
    nextStep: 'Let migrations, or the application itself, do what it does.',
  },
  'database-helper-kept': {
    severity: 'info',
    message: 'The {service} service stays, because a database that it works on stays.',
    nextStep: 'Remove it by hand if nobody uses it for another database.',
  },
  'database-network-shared': {
    severity: 'warning',
    message:
      '{service} ran in the network of {database}, which goes. It is in a network of its own now.',
    nextStep:
      'Publish the ports that were published on {database} on {service}, if there were any.',
  },
  'compose-file-per-engine': {
    severity: 'info',
    message: 'This compose file is for {engine} on purpose and was left alone.',
    nextStep: 'Start the other compose file of the folder instead: docker compose -f FILE up.',
  },
  'compose-file-emptied': {
    severity: 'warning',
    message: '{file} held nothing but the database and is deleted, but it is named here.',
    nextStep: 'Take the name out here.',
  },
  'compose-environment-unclear': {
    severity: 'warning',
    message:
      '{variable} of {service} names the {database} service, which goes, in a form that is not understood.',
    nextStep: 'Change or remove the variable by hand.',
  },
  'compose-part-kept': {
    severity: 'info',
    message:
      '{service} keeps {variables}: code may not start without what it reads there, in {readers}.',
    nextStep: 'Remove them in both places once nothing needs them.',
  },
  'compose-url-form-unknown': {
    severity: 'warning',
    message:
      '{variable} of {service} is a database URL, but what reads it, and in which form, was not found.',
    nextStep: 'Give it the place of the database file in the form that the program reads.',
  },
  'compose-selector-name': {
    severity: 'warning',
    message:
      '{variable} of {service} held the name of a database and now holds the path of its file, {file}.',
    nextStep: 'See that the settings use it as a path for {engine}.',
  },
  'compose-url-variable-added': {
    severity: 'warning',
    message:
      '{service} had no variable with a database URL. It now gets {variable} with the place of the file.',
    nextStep:
      'See that the settings read {variable}; without it the file is lost with the container.',
  },
  'compose-profile-needed': {
    severity: 'warning',
    message:
      'The {service} service, which this file is laid over, is behind the profile {profile} now.',
    nextStep: 'Start it with: docker compose --profile {profile} up.',
  },
  'compose-choice-variable': {
    severity: 'info',
    message:
      '{variable} decides which database {service} uses; the value for {engine} stays beside it as a comment.',
    nextStep: 'Set {variable} to that value, in the environment or in .env, to use {engine}.',
  },
  'compose-clients-unclear': {
    severity: 'warning',
    message: 'None of the services {services} says that it uses the {engine} database.',
    nextStep:
      'Give {variable} to those that do and plan again, or add the {target} service by hand.',
  },
  'database-volume-left': {
    severity: 'info',
    message:
      'The volume {volume} held the {engine} file of {service} and stays, since it may hold the data.',
    nextStep: 'Remove it once the data is copied.',
  },
  'database-file-unplaced': {
    severity: 'warning',
    message:
      '{service} gets its connection in a way that is not understood, so nothing says where its {engine} file is to lie.',
    nextStep:
      'Give the program a path inside of a volume, so that the file is not lost with the container.',
  },
  'database-file-in-folder': {
    severity: 'info',
    message:
      'In the {service} service the database is {containerFile}, which is {hostFile} on this machine.',
    nextStep: 'Back up that file while the service is stopped, or with sqlite3 ".backup".',
  },
  'database-file-in-volume': {
    severity: 'info',
    message:
      'In the {service} service the database is {containerFile}, kept in the volume {volume}.',
    nextStep: 'Back it up with: docker compose cp {service}:{containerFile} . while it is stopped.',
  },
  'compose-command-left': {
    severity: 'warning',
    message: 'This command names the {service} service, which leaves the compose files.',
    nextStep: 'Take the name, or the command, out.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
