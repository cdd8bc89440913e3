// Room repairing: what was rejected of a user, corrected, and as it is sent again.
// What a repair holds is decided by SAP Concur Provisioning Status: shared/status/repair.ts.
import isEmpty from 'lodash/isEmpty';
import isEqual from 'lodash/isEqual';
import type { IDataObject } from 'n8n-workflow';
import { urn } from '../../shared/schema/attributes';
import { quoted, type FieldIssue } from '../../shared/schema/fieldIssue';
import { fieldsById } from '../../shared/schema/flatFields';

/** What was there when a request was sent, and what somebody wants now in any case. */
export interface Known {
	/** By the field that the request was to change; empty for a new user, undefined where it is not known. */
	before?: IDataObject;
	/** The IDs of the fields that have a correction. */
	corrected?: readonly string[];
}

/**
 * The changes of a repair that would take back what somebody has changed in SAP Concur since the request was sent: a leaver
 * would become active again, and an older name would come back. Pure.
 */
export function changedSince(changes: IDataObject[], known: Known): FieldIssue[] {
	const { before, corrected = [] } = known;
	const isNewer = before ? newerThan(before) : reactivates;
	return changes
		.filter((change) => !corrected.includes(String(change.field)) && isNewer(change))
		.map(({ field, label, from, to }) => ({
			fieldId: String(field),
			label: String(label),
			sent: shown(to),
			problem: before
				? `was changed in SAP Concur since this was sent, to ${quoted(shown(from))}`
				: 'would make an inactive user active again',
			cure: 'Enter the value that is right in Corrections, or send the row again with Create or Update.',
		}));
}

const newerThan =
	(before: IDataObject) =>
	({ field, from }: IDataObject): boolean => {
		const id = String(field);
		const then: unknown = isEmpty(before) ? null : before[id];
		if (then !== null) return !isEqual(then, from);
		// What SAP Concur itself fills in for new data is nobody's change.
		return isWritten(from) && (!isEmpty(before) || isOfExpenseProfile(id));
	};

const reactivates = ({ field, to }: IDataObject) => field === 'active' && to === true;

const isWritten = (value: unknown) => value !== null && typeof value !== 'boolean';

const isOfExpenseProfile = (id: string) => fieldsById.get(id)?.path.schema === urn.spendUser;

/** As people enter it. */
const shown = (value: unknown) =>
	typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? 'nothing');
