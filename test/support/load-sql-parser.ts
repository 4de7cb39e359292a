import { loadParser } from '../../src/sql/parser.ts';

// Before any suite is read: some make plans while they are. In the program, readWorkspace does this.
await loadParser();
