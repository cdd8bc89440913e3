import { shortNames } from '../shared/person/userDocument';
import { unsentDefaults } from '../shared/person/unsentDefaults';
import { namesIn } from '../shared/person/namesIn';
import { userFields } from '../shared/form/userFields';
import { sentValues } from '../shared/form/people/references';
import { resolvePeople } from '../shared/form/people/resolvePeople';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import type { Submission } from './submit/submission';
import { submitOperation } from './submit/submitOperation';

export const create = submitOperation<UserForm>(
	{
		name: 'Create',
		action: 'Create a user with expense and travel data',
		description:
			'Create users with all their data. SAP Concur processes the data later; get the result with SAP Concur Provisioning Status.',
		fields: userFields('provisioning', 'create'),

		async check(itemIndex) {
			return await readUserDocument.call(this, itemIndex, 'provisioning', 'create');
		},

		resolve: resolvePeople('create'),

		async complete(itemIndex, form) {
			return createSubmission(itemIndex, form);
		},
	},
	{ creates: true },
);

/** What is sent for a new user. Pure. */
export function createSubmission(itemIndex: number, form: UserForm): Submission {
	const { document, notices } = form;
	return {
		itemIndex,
		operation: 'create',
		method: 'POST',
		path: '/Users',
		data: document,
		document,
		...namesIn(document),
		sent: shortNames(document),
		values: sentValues(form),
		notices: [...notices, ...unsentDefaults(document)],
	};
}
