import { statementRemoval } from '../removal.ts';
import { defineRule } from '../rule.ts';

export const commentOn = defineRule({
  id: 'comment-on',
  title: 'COMMENT ON',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite keeps no comments on objects, so the statement goes. The text of CREATE TABLE is kept as it was
written, with its SQL comments: write the comment there to keep it in the database.`,
  examples: [
    {
      setup: 'create table t (a int)',
      from: "comment on table t is 'x'; select count(*) from t",
      to: 'select count(*) from t',
    },
  ],
  on: {
    CommentStmt: (_content, context) =>
      statementRemoval(context, 'SQLite keeps no comments on objects, so the statement goes.'),
    SecLabelStmt: (_content, context) =>
      statementRemoval(context, 'SQLite has no security labels, so the statement goes.'),
  },
});
