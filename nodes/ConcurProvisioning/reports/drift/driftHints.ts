import uniq from 'lodash/uniq';
import type { IExecuteFunctions } from 'n8n-workflow';
import { scopesFor } from '../../../shared/concur/failedRequest';
import { identityPath } from '../../../shared/concur/identitySearch';
import { fieldsById } from '../../../shared/schema/flatFields';
import type { ComparedRow } from './comparedRow';

/** A file that lacks more of the people than this is probably not whole, if it is about some people at all. */
const largestShare = 0.5;
const fewPeople = 10;

interface Found {
	rows: readonly ComparedRow[];
	missing: number;
	counted: number;
	/** Rows that name nobody and could not be compared. */
	nameless: number;
}

/** What the reader of a Drift Report should know of all of it, one sentence each. Pure. */
export function driftHints({ rows, missing, counted, nameless }: Found): string[] {
	const hints: string[] = [];
	if (counted >= fewPeople && missing > counted * largestShare) {
		hints.push(
			`${missing} of ${counted} people in SAP Concur are not in the HR file. Check whether the file is whole, and whether 'Filter By' selects the people whom it is about.`,
		);
	}
	if (missing > 0 && nameless > 0) {
		hints.push(
			`${nameless} refused ${nameless === 1 ? 'row names' : 'rows name'} nobody. These people may be reported as missing in HR, too.`,
		);
	}
	const unread = uniq(rows.flatMap((row) => row.unread)).map(
		(id) => fieldsById.get(id)?.label ?? id,
	);
	if (unread.length > 0) {
		hints.push(
			`The app in the credential cannot read ${unread.join(', ')} of some people, so whether they differ is not known. It needs ${scopesFor({ method: 'GET', path: identityPath })}.`,
		);
	}
	if (rows.some(({ leavesTravelOut }) => leavesTravelOut)) {
		hints.push(
			'Travel data was not compared. To compare it, turn on Compare Travel Data in Options: it takes a request for each person.',
		);
	}
	return hints;
}

/** Shows the sentences in n8n's panel. */
export function tellHints(
	this: IExecuteFunctions,
	hints: string[],
	type: 'info' | 'warning',
): void {
	for (const message of hints) {
		this.addExecutionHints?.({ message, type, location: 'outputPane' });
	}
}
