/** Marks the lines of a test report among everything else that a VS Code window logs. */
export const reportPrefix = 'test report: ';
