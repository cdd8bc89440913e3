// The plan of one row as a text that passes through forms, tables and spreadsheets as it is. Pure.
import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Key } from '../../shared/concur/existing/keys';
import type { Submission } from '../submit/submission';
import type { Stamp } from './stamp';

/** Somebody of the planned rows whom a user needs: a new manager, or an approver who is new or becomes one. */
export interface NeededPerson {
	role: string;
	userName?: string;
	employeeNumber?: string;
	/** Of somebody who is there already. */
	userId?: string;
}

/** What Plan has found out about a row, and Apply Plan does. */
export interface Plan {
	/** UUID of the company for which it was made. */
	company: string;
	/** First and last name, for who reads the plan. */
	name?: string;
	/** What is sent; undefined where nothing is. */
	submission?: Planned;
	needs?: NeededPerson[];
	/** What SAP Concur had of the user; undefined for a new one. */
	stamp?: Stamp;
	/** By what nobody was found; undefined for somebody who is there. */
	match?: Key;
	/** The output of Apply Plan for a row for which nothing is sent. */
	result?: IDataObject;
}

/** What is sent for a row, without what depends on the run that sends it, or follows from the rest. */
export type Planned = Pick<
	Submission,
	| 'operation'
	| 'data'
	| 'document'
	| 'userId'
	| 'userName'
	| 'employeeNumber'
	| 'sent'
	| 'changes'
	| 'losses'
	| 'notices'
> & {
	/** People as the row names them, by the field that names them. */
	named?: IDataObject;
};

/** The plan of a row for which something is sent. */
export type SendablePlan = Plan & { submission: Planned };

const version = 'plan1';

/** A spreadsheet cell has room for 32,767 characters. JSON escapes such a character, so it stands for nothing else. */
const longest = 'urn:ietf:params:scim:schemas:extension:';
const short = '\u0001';

/** Tells a plan that was cut off or changed on its way from one that is whole. */
const checkOf = (content: string) =>
	createHash('sha256').update(content).digest('hex').slice(0, 16);

export function toPlanText(plan: Plan): string {
	const json = JSON.stringify(plan).replaceAll(longest, short);
	const content = Buffer.from(json).toString('base64url');
	return [version, checkOf(content), content].join('.');
}

/** The plan in a text; undefined for any other text, and for one that has changed. Lines that were broken do not count. */
export function readPlanText(text: string): Plan | undefined {
	const [given, check, content = ''] = text.replace(/\s+/g, '').split('.');
	if (given !== version || check !== checkOf(content)) return undefined;
	const json = Buffer.from(content, 'base64url').toString();
	return JSON.parse(json.replaceAll(short, longest)) as Plan;
}
