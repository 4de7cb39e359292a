import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { type Dockerfile, readDockerfile } from '../../formats/dockerfile.ts';
import { baseName, filesWhere, type Project } from '../project.ts';

/** A Dockerfile of a project, read. */
export interface DockerfileSource {
  readonly source: SourceFile;
  readonly file: Dockerfile;
}

const dockerfileName = /^(?:Docker|Container)file(?:[.-].+)?$|\.dockerfile$/i;

/** Reads a Dockerfile once, however many recipes ask. */
export const dockerfileOf: (source: SourceFile) => Dockerfile = oncePer((source: SourceFile) =>
  readDockerfile(source.text),
);

/** The Dockerfiles of a project, in path order. */
export const dockerfilesOf: (project: Project) => readonly DockerfileSource[] = oncePer(
  (project: Project) =>
    filesWhere(project, (path) => dockerfileName.test(baseName(path))).map((source) => ({
      source,
      file: dockerfileOf(source),
    })),
);
