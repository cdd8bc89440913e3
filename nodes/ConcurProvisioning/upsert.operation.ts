import reject from 'lodash/reject';
import union from 'lodash/union';
import type { IExecuteFunctions } from 'n8n-workflow';
import { lossesByPatch } from '../shared/run/brake/losses';
import { isReading } from '../shared/run/understood';
import { companyForm } from '../shared/form/companyForm';
import { endNotices, todayIn } from '../shared/check/checkEnd';
import { changesOf } from '../shared/form/changesOf';
import { changesOfRow } from '../shared/form/existing/changesOfRow';
import {
	clearWithOption,
	inactivePeopleField,
	matchByField,
} from '../shared/form/existing/matchFields';
import { readRow } from '../shared/form/existing/readRow';
import { resolveUpsert } from '../shared/form/existing/resolveUpsert';
import type { UpsertForm } from '../shared/form/existing/upsertForm';
import { sentValues, withReference } from '../shared/form/people/references';
import { userFields } from '../shared/form/userFields';
import { namesIn } from '../shared/person/namesIn';
import type { UserDocument } from '../shared/person/userDocument';
import type { ProfilePart } from '../shared/schema/attributes';
import { patchMessage } from '../shared/person/patchMessage';
import { shortNamesIn } from '../shared/person/patchOperations';
import { createSubmission } from './create.operation';
import type { Preparation, Submission } from './submit/submission';
import { submitOperation } from './submit/submitOperation';

/** How a row becomes what is sent: the same for Create or Update and for Plan. */
export const rowPreparation: Preparation<UpsertForm> = {
	async check(itemIndex) {
		return await readRow.call(this, itemIndex, 'provisioning');
	},

	resolve: resolveUpsert('provisioning'),

	complete: completeRow,
};

export const upsert = submitOperation<UpsertForm>(
	{
		name: 'Create or Update',
		action: 'Create or update a user with expense and travel data',
		description:
			'Create users who are missing, change what differs, and leave the others alone. The same file can be sent again at any time.',
		fields: [matchByField, inactivePeopleField, ...userFields('provisioning', 'upsert')],
		brake: 'peopleAndRows',
		...rowPreparation,
	},
	{ creates: true, options: [clearWithOption] },
);

/** What is sent for a row: a new user, what differs, or nothing. */
export async function completeRow(
	this: IExecuteFunctions,
	itemIndex: number,
	form: UpsertForm,
): Promise<Submission> {
	const { document, notices, existing, managerIsNew } = form;
	if (form.hasLeft) return { ...createSubmission(itemIndex, form), ...nothing, notices };
	if (form.leftAlone) {
		const { id, ...others } = form.leftAlone;
		const names = { userId: id, ...namesIn(others) };
		return { ...createSubmission(itemIndex, form), ...nothing, ...names, why: isKept, notices };
	}
	if (!existing) return createSubmission(itemIndex, form);
	const operations = changesOf.call(this, itemIndex, document, existing, allParts);
	const isUnchanged = operations.length === 0 && !managerIsNew;
	const company = isUnchanged ? undefined : await companyForm.call(this);
	return {
		itemIndex,
		operation: isUnchanged ? 'unchanged' : 'update',
		method: 'PATCH',
		path: `/Users/${existing.id}`,
		data: patchMessage(operations),
		document: whole(form),
		userId: existing.id,
		...namesIn(existing),
		// A new manager is set with the UUID that the request for them brings.
		sent: union(shortNamesIn(operations), managerIsNew ? ['enterprise'] : []),
		values: sentValues(form),
		changes: changesOfRow(form, operations, existing, company),
		losses: lossesByPatch(operations, existing),
		notices: [
			...(isUnchanged ? reject(notices, isReading) : notices),
			...(document.active === true
				? endNotices(document, existing, todayIn(this.getTimezone()))
				: []),
		],
	};
}

const isKept = 'Existing users stay as they are';

/** With the key of a manager who is not there yet: whatever is sent again needs it. */
function whole({ document, references, managerIsNew }: UpsertForm): UserDocument {
	const { key } = references.find(({ fieldId }) => fieldId === 'manager') ?? {};
	if (!managerIsNew || key === undefined) return document;
	return withReference(document, 'manager', { employeeNumber: key });
}

/** What a row changes is read as a whole. */
const allParts: ProfilePart[] = ['identity', 'spend', 'travel'];

/** What is sent for somebody who is not to be created. */
const nothing: Pick<Submission, 'operation' | 'sent' | 'changes'> = {
	operation: 'unchanged',
	sent: [],
	changes: [],
};
