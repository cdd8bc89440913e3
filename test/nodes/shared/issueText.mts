import { problemOf, type FieldIssue } from '../../../nodes/shared/schema/fieldIssue.ts';

/** An issue as n8n shows it: what is wrong, then what to do. */
export const issueText = (issue: FieldIssue) => `${problemOf(issue)}. ${issue.cure}`;
