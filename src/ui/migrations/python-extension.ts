import * as vscode from 'vscode';

/** What is used of the Python extension. https://aka.ms/pythonEnvironmentApi */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(resource: vscode.Uri): { readonly path: string };
    resolveEnvironment(path: {
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
  };
}

/** The interpreter that is chosen in the Python extension, where that runs already. */
export async function chosenPython(folder: vscode.WorkspaceFolder): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>('ms-python.python');
  if (!extension?.isActive) return undefined;
  const { environments } = extension.exports;
  const path = environments.getActiveEnvironmentPath(folder.uri);
  return (await environments.resolveEnvironment(path))?.executable.uri?.fsPath;
}

/** The env file of the Python extension's setting, as an absolute path. */
export function pythonEnvFiles(folder: vscode.WorkspaceFolder): readonly string[] {
  const path = vscode.workspace.getConfiguration('python', folder).get<string>('envFile');
  return path ? [path.replaceAll('${workspaceFolder}', folder.uri.fsPath)] : [];
}
